import { useTranslation } from 'react-i18next';
import type { LocalMedia } from '../../hooks/useLocalMedia';
import { DeviceToggle } from '../devices/DeviceToggle';
import { VideoView } from '../media/VideoView';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

interface PreviewProps {
  readonly local: LocalMedia;
  /** Nothing was ever switched on here: offer it before the browser asks. */
  readonly asking: boolean;
  readonly onStart: () => void;
}

/** One's own picture with the switches on it. */
export function Preview({ local, asking, onStart }: PreviewProps) {
  const { t } = useTranslation();
  const { camera, microphone } = local.media;
  const untouched = asking && !camera.wanted && !microphone.wanted;
  return (
    <section className="preview" data-asking={untouched} aria-label={t('lobby.preview')}>
      {camera.track ? <VideoView track={camera.track} mirrored label={t('lobby.preview')} /> : null}
      {untouched && <Invitation onStart={onStart} />}
      {!camera.track && !untouched && (
        <p className="preview-off">
          <Icon name={camera.pending ? 'camera' : 'camera_off'} size={40} />
          {camera.pending ? t('lobby.starting') : t('lobby.preview_off')}
        </p>
      )}
      <div className="preview-toggles">
        <DeviceToggle kind="microphone" local={local} />
        <DeviceToggle kind="camera" local={local} />
      </div>
    </section>
  );
}

function Invitation({ onStart }: { readonly onStart: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="preview-ask">
      <h2>{t('lobby.preview_ask')}</h2>
      <p>{t('lobby.preview_ask_lead')}</p>
      <Button look="primary" icon="camera" onClick={onStart}>
        {t('lobby.turn_on')}
      </Button>
    </div>
  );
}
