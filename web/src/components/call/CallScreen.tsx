import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../app/session';
import { ShortcutBoard } from '../../app/shortcuts';
import { useCallNews } from '../../hooks/useCallNews';
import { useCallTitle } from '../../hooks/useCallTitle';
import {
  CallViewContext,
  useShortcut,
  type CallView,
  type LayerName,
  type PanelName,
} from '../../hooks/useCallView';
import { useLocalMedia } from '../../hooks/useLocalMedia';
import { useObservable } from '../../hooks/useObservable';
import { usePicture } from '../../hooks/usePicture';
import { usePushToTalk } from '../../hooks/usePushToTalk';
import { useRoomNews } from '../../hooks/useRoomNews';
import { useRecording } from '../../hooks/useRecording';
import { useReturn } from '../../hooks/useReturn';
import { useShareNews } from '../../hooks/useShare';
import { useShortcuts } from '../../hooks/useShortcuts';
import { useStageView } from '../../hooks/useStageView';
import { useWakeLock } from '../../hooks/useWakeLock';
import { CallHeader } from './CallHeader';
import { ControlBar } from './ControlBar';
import { Layers } from './Layers';
import { NOTICES } from './parts';
import { Picture } from './Picture';
import { SidePanel } from './SidePanel';
import { Stage } from './Stage';

/** The call: what its parts share, and where they stand. What the parts are is told in `parts.tsx`. */
export function CallScreen({ session }: { readonly session: Session }) {
  const call = useObservable(session.call);
  const local = useLocalMedia(session.media);
  const [shortcuts] = useState(() => new ShortcutBoard());
  const [panel, setPanel] = useState<PanelName>();
  const [layer, openLayer] = useState<LayerName>();
  const view: CallView = {
    session,
    call,
    local,
    shortcuts,
    stage: useStageView(),
    recording: useRecording(session),
    picture: usePicture(),
    panel,
    togglePanel: (name) => setPanel((open) => (open === name ? undefined : name)),
    layer,
    openLayer,
    closeLayer: () => openLayer(undefined),
  };
  useCallTitle(session.room, local.media);
  useCallNews(call);
  useShareNews(session.screen);
  useReturn(session);
  useWakeLock();
  return (
    <CallViewContext value={view}>
      <CallFrame view={view} />
    </CallViewContext>
  );
}

/** Apart, so that a message does not draw the whole call anew. */
function RoomNews() {
  useRoomNews();
  return null;
}

function CallFrame({ view }: { readonly view: CallView }) {
  const { t } = useTranslation();
  const { session, call, local } = view;
  const { talking, talk } = usePushToTalk(session.media);
  useShortcuts({
    talk,
    press: view.shortcuts.press,
    escape: () => view.panel && view.togglePanel(view.panel),
  });
  useShortcut('microphone', () => local.toggle('microphone'));
  useShortcut('camera', () => local.toggle('camera'));
  useShortcut('help', () => view.openLayer('help'));
  useShortcut('view', view.stage.next);
  useShortcut('picture', () => view.picture.supported && view.picture.toggle());
  useShortcut('record', () => {
    if (view.recording.phase === 'on') view.recording.stop();
    else if (view.recording.supported) view.openLayer('record');
  });
  useShortcut('statistics', () => view.togglePanel('statistics'));
  return (
    <div className="call" data-panel={view.panel}>
      <RoomNews />
      <CallHeader call={call} room={session.room} />
      <main id="main" className="call-main" aria-label={t('call.stage')} tabIndex={-1}>
        {NOTICES.map((Notice, at) => (
          <Notice key={at} />
        ))}
        <Stage />
        {talking && <p className="talking">{t('call.talk_held')}</p>}
      </main>
      <SidePanel />
      <ControlBar />
      <Layers />
      <Picture />
    </div>
  );
}
