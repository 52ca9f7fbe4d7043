import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../hooks/useAnnouncer';
import { useCallView } from '../../hooks/useCallView';
import { someGivenUp } from '../../hooks/useConnectionText';
import { Interrupted } from '../devices/Interrupted';
import { MediaIssues } from '../devices/MediaIssues';
import { Button } from '../ui/Button';
import { TapToHear } from './TapToHear';

export function DeviceTroubles() {
  const { session, local } = useCallView();
  return <MediaIssues local={local} onSelectAny={(kind) => void session.media.select(kind, '')} />;
}

export function BlockedSound() {
  return <TapToHear playback={useCallView().session.playback} />;
}

export function TakenDevices() {
  return <Interrupted controller={useCallView().session.media} />;
}

/** Nothing goes on by itself any more: the way to try again. */
export function GivenUpNotice() {
  const { t } = useTranslation();
  const { session, call } = useCallView();
  if (!someGivenUp(call)) return null;
  return (
    <section className="notice-card" role="alert">
      <p>{t('state.given_up')}</p>
      <div className="notice-actions">
        <Button look="primary" icon="again" onClick={() => session.call.retry()}>
          {t('failed.retry')}
        </Button>
      </div>
    </section>
  );
}

/** What is left out because this computer cannot keep up. */
export function BusyNotice() {
  const { t } = useTranslation();
  const say = useAnnounce();
  const { overloaded, sparing } = useCallView().call;
  const words = sparing ? t('state.busy.receiving') : overloaded ? t('state.busy.sending') : '';
  useEffect(() => {
    if (words !== '') say(words);
  }, [words, say]);
  return words === '' ? null : <p className="notice">{words}</p>;
}
