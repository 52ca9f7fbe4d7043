import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device, DeviceKind, LocalMediaController, LocalMediaSnapshot } from '../../core';
import { playTestSound } from '../../app/speaker-test';
import { Button } from '../ui/Button';
import { Select, type Choice } from '../ui/Select';

interface DevicePickersProps {
  readonly controller: LocalMediaController;
  readonly media: LocalMediaSnapshot;
}

function useChoices(kind: DeviceKind | 'speaker', devices: readonly Device[]): Choice[] {
  const { t } = useTranslation();
  const named = devices.filter((device) => device.id !== '');
  const choices = named.map((device, at) => ({
    value: device.id,
    label: device.label || t('devices.unnamed', { kind: t(`devices.${kind}`), number: at + 1 }),
  }));
  if (choices.length > 0) return choices;
  return [{ value: '', label: t(devices.length > 0 ? 'devices.allow_first' : 'devices.none') }];
}

/** The choice of microphone, camera and speaker. */
export function DevicePickers({ controller, media }: DevicePickersProps) {
  const { t } = useTranslation();
  const microphones = useChoices('microphone', media.microphones);
  const cameras = useChoices('camera', media.cameras);
  const pick = (kind: DeviceKind) => (id: string) => void controller.select(kind, id);
  return (
    <div className="pickers">
      <Select
        label={t('devices.microphone')}
        icon="microphone"
        value={media.microphone.deviceId}
        choices={microphones}
        disabled={microphones[0]?.value === ''}
        onChange={pick('microphone')}
      />
      <Select
        label={t('devices.camera')}
        icon="camera"
        value={media.camera.deviceId}
        choices={cameras}
        disabled={cameras[0]?.value === ''}
        onChange={pick('camera')}
      />
      <SpeakerPicker controller={controller} media={media} />
    </div>
  );
}

function SpeakerPicker({ controller, media }: DevicePickersProps) {
  const { t } = useTranslation();
  const [testing, setTesting] = useState(false);
  const choices = useChoices('speaker', media.speakers);
  const known = choices[0]?.value !== '';
  const test = (): void => {
    setTesting(true);
    void playTestSound(media.speakerId).then(() => setTesting(false));
  };
  return (
    <div className="speaker-picker">
      <Select
        label={t('devices.speaker')}
        icon="speaker"
        value={media.speakerId}
        choices={
          known
            ? [{ value: '', label: t('devices.default') }, ...choices]
            : [{ value: '', label: t('devices.speaker_system') }]
        }
        disabled={!known}
        onChange={(id) => void controller.select('speaker', id)}
      />
      <Button look="quiet" onClick={test} aria-disabled={testing}>
        {testing ? t('devices.testing') : t('devices.test')}
      </Button>
    </div>
  );
}
