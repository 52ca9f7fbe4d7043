import { useTranslation } from 'react-i18next';
import type { LocalMediaController } from '../../core';
import { useInterrupted } from '../../hooks/useInterrupted';
import { Button } from '../ui/Button';

/** A phone call or another app holds the microphone or the camera: says so, with a way to take it back. */
export function Interrupted({ controller }: { readonly controller: LocalMediaController }) {
  const { t } = useTranslation();
  const kinds = useInterrupted(controller);
  const kind = kinds.length > 1 ? 'microphone_camera' : kinds[0];
  if (!kind) return null;
  return (
    <div className="share-notice" role="alert">
      <p>{t('hint.interrupted', { device: t(`issue.device.${kind}`) })}</p>
      <Button icon="again" onClick={() => void controller.renew()}>
        {t('hint.renew')}
      </Button>
    </div>
  );
}
