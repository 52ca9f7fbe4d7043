import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../hooks/useAnnouncer';
import { useCallView } from '../../hooks/useCallView';
import { useMutedHint } from '../../hooks/useMutedHint';
import { useServices } from '../../hooks/useServices';
import { Button } from '../ui/Button';

/** Told to whoever talks with the microphone off, and to nobody else. */
export function MutedHint() {
  const { t } = useTranslation();
  const { session, local } = useCallView();
  const { preferences } = useServices();
  const talking = useMutedHint(session.media);
  const say = useAnnounce();
  useEffect(() => {
    if (talking) say(t('hint.muted'));
  }, [talking, say, t]);
  if (!talking) return null;
  return (
    <div className="share-notice">
      <p>{t('hint.muted')}</p>
      <Button icon="microphone" onClick={() => local.set('microphone', true)}>
        {t('hint.unmute')}
      </Button>
      <Button look="quiet" onClick={() => preferences.update({ mutedHint: false })}>
        {t('hint.never')}
      </Button>
    </div>
  );
}
