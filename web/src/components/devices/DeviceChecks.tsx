import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { playTestSound } from '../../app/speaker-test';
import type { LocalMediaSnapshot } from '../../core';
import { Button } from '../ui/Button';
import { MicrophoneMeter } from './MicrophoneMeter';

/** Whether one is heard, and whether one hears. */
export function DeviceChecks({ media }: { readonly media: LocalMediaSnapshot }) {
  const { t } = useTranslation();
  const [testing, setTesting] = useState(false);
  const test = (): void => {
    if (testing) return;
    setTesting(true);
    void playTestSound(media.speakerId).then(() => setTesting(false));
  };
  return (
    <div className="device-checks">
      <MicrophoneMeter track={media.microphone.track} />
      <Button icon="speaker" onClick={test} aria-disabled={testing}>
        {testing ? t('devices.testing') : t('devices.test')}
      </Button>
    </div>
  );
}
