import { useTranslation } from 'react-i18next';
import type { LocalMediaController, LocalMediaSnapshot } from '../../core';
import { useDeviceChoices } from '../../hooks/useDeviceChoices';
import { Select } from '../ui/Select';

interface DevicePickersProps {
  readonly controller: LocalMediaController;
  readonly media: LocalMediaSnapshot;
}

/** The choice of microphone, camera and speaker. */
export function DevicePickers({ controller, media }: DevicePickersProps) {
  const { t } = useTranslation();
  const microphones = useDeviceChoices('microphone', media.microphones);
  const cameras = useDeviceChoices('camera', media.cameras);
  const speakers = useDeviceChoices('speaker', media.speakers);
  return (
    <div className="pickers">
      <Select
        label={t('devices.kind.microphone')}
        icon="microphone"
        value={media.microphone.deviceId}
        {...microphones}
        onChange={(id) => void controller.select('microphone', id)}
      />
      <Select
        label={t('devices.kind.camera')}
        icon="camera"
        value={media.camera.deviceId}
        {...cameras}
        onChange={(id) => void controller.select('camera', id)}
      />
      <Select
        label={t('devices.kind.speaker')}
        icon="speaker"
        value={media.speakerId}
        {...speakers}
        onChange={(id) => void controller.select('speaker', id)}
      />
    </div>
  );
}
