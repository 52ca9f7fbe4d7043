import { useTranslation } from 'react-i18next';
import type { Session } from '../../app/session';
import { useDataSaver } from '../../hooks/useDataSaver';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useGlance } from '../../hooks/useGlance';
import { useLocalMedia } from '../../hooks/useLocalMedia';
import { useObservable } from '../../hooks/useObservable';
import { usePreview } from '../../hooks/usePreview';
import { useRoomName } from '../../hooks/useRoomName';
import { DeviceChecks } from '../devices/DeviceChecks';
import { DevicePickers } from '../devices/DevicePickers';
import { MediaIssues } from '../devices/MediaIssues';
import { KeptRecordings } from '../room/KeptRecordings';
import { Page } from '../ui/Page';
import { Switch } from '../ui/Switch';
import { ConnectionTest } from './ConnectionTest';
import { Inside } from './Inside';
import { JoinPanel } from './JoinPanel';
import { Preview } from './Preview';

interface LobbyScreenProps {
  readonly session: Session;
}

/** Before the call: how one looks and sounds, what one is called, and the way in. */
export function LobbyScreen({ session }: LobbyScreenProps) {
  const { t } = useTranslation();
  const room = useRoomName(session.room);
  useDocumentTitle(t('lobby.title', { room }));
  const call = useObservable(session.call);
  const local = useLocalMedia(session.media);
  const saver = useDataSaver(session);
  const preview = usePreview(session.media);
  const glance = useGlance(session.outside);
  const code = call.phase === 'failed' ? call.error?.code : undefined;
  return (
    <Page className="lobby">
      <div className="lobby-heading">
        <h1>{t('lobby.heading')}</h1>
        <p className="lobby-room">{room}</p>
      </div>
      <Preview local={local} asking={preview.asking} onStart={preview.start} />
      <div className="lobby-panel">
        <KeptRecordings />
        <MediaIssues local={local} onSelectAny={(kind) => void session.media.select(kind, '')} />
        {glance && <Inside glance={glance} />}
        <JoinPanel
          media={local.media}
          joining={call.phase === 'joining'}
          guarded={glance?.password === true}
          refused={code === 'password_required' || code === 'wrong_password' ? code : undefined}
          onJoin={session.enter}
        />
      </div>
      <section className="lobby-devices" aria-labelledby="lobby-devices">
        <h2 id="lobby-devices">{t('lobby.devices')}</h2>
        <DevicePickers controller={session.media} media={local.media} />
        <DeviceChecks media={local.media} />
        <Switch label={t('call.saver')} hint={t('call.saver_hint')} on={saver.on} onChange={saver.set} />
        <ConnectionTest outside={session.outside} />
      </section>
    </Page>
  );
}
