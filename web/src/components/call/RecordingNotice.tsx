import { useTranslation } from 'react-i18next';
import { useCallView } from '../../hooks/useCallView';
import { useRecordingNews } from '../../hooks/useRecordingNews';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

/** Who records the call, for as long as they do: one's own recording can be ended here. */
export function RecordingNotice() {
  const { t } = useTranslation();
  const { call, recording, session } = useCallView();
  const names = call.participants
    .filter(({ state }) => state.recording === true)
    .map(({ label }) => label || t('app.guest'));
  useRecordingNews(names, session.playback);
  const own = recording.phase === 'on' || recording.phase === 'starting';
  if (!own && names.length === 0 && recording.phase !== 'failed') return null;
  return (
    <div className="recording-notices">
      {names.length > 0 && (
        <p className="recording-notice">
          <Icon name="record" />
          {t('record.by', { names: names.join(', ') })}
        </p>
      )}
      {own && (
        <p className="recording-notice">
          <Icon name="record" />
          {t('record.own')}
          <Button onClick={recording.stop}>{t('record.stop')}</Button>
        </p>
      )}
      {recording.phase === 'failed' && (
        <p className="notice" role="alert">
          {t('record.failed')}
        </p>
      )}
    </div>
  );
}
