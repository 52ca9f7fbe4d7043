import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../app/session';
import { useCallNews } from '../../hooks/useCallNews';
import { useCallTitle } from '../../hooks/useCallTitle';
import { useLocalMedia } from '../../hooks/useLocalMedia';
import { useObservable } from '../../hooks/useObservable';
import { usePushToTalk } from '../../hooks/usePushToTalk';
import { useShortcuts } from '../../hooks/useShortcuts';
import { useWakeLock } from '../../hooks/useWakeLock';
import { MediaIssues } from '../devices/MediaIssues';
import { CallHeader } from './CallHeader';
import { ControlBar } from './ControlBar';
import { DeviceDialog } from './DeviceDialog';
import { HelpDialog } from './HelpDialog';
import { Stage } from './Stage';
import { TapToHear } from './TapToHear';

interface CallScreenProps {
  readonly session: Session;
}

export type Layer = 'devices' | 'help';

export function CallScreen({ session }: CallScreenProps) {
  const { t } = useTranslation();
  const call = useObservable(session.call);
  const local = useLocalMedia(session.media);
  const { talking, talk } = usePushToTalk(session.media);
  const [layer, setLayer] = useState<Layer>();
  useCallTitle(session.room, local.media);
  useCallNews(call);
  useWakeLock();
  useShortcuts({
    talk,
    press: (shortcut) => (shortcut === 'help' ? setLayer('help') : local.toggle(shortcut)),
  });
  const close = (): void => setLayer(undefined);
  return (
    <div className="call">
      <CallHeader call={call} room={session.room} />
      <main id="main" className="call-main" aria-label={t('call.stage')} tabIndex={-1}>
        <MediaIssues local={local} onSelectAny={(kind) => void session.media.select(kind, '')} />
        <TapToHear playback={session.playback} />
        <Stage call={call} media={local.media} />
        {talking && <p className="talking">{t('call.talk_held')}</p>}
      </main>
      <ControlBar local={local} onLayer={setLayer} onLeave={() => session.call.leave()} />
      {layer === 'devices' && <DeviceDialog session={session} media={local.media} onClose={close} />}
      {layer === 'help' && <HelpDialog onClose={close} />}
    </div>
  );
}
