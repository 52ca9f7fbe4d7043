import { useState } from 'react';
import type { Session } from '../../app/session';
import { roomScreen, type RoomScreen } from '../../app/screen';
import { useObservable } from '../../hooks/useObservable';
import { useFocusOnChange } from '../../hooks/useFocusOnChange';
import { CallScreen } from '../call/CallScreen';
import { LobbyScreen } from '../lobby/LobbyScreen';
import { FailedScreen } from './FailedScreen';
import { FullScreen } from './FullScreen';
import { LeftScreen } from './LeftScreen';
import { MovedScreen } from './MovedScreen';
import { RefusedScreen } from './RefusedScreen';
import { ReturningScreen } from './ReturningScreen';
import { WaitingScreen } from './WaitingScreen';

/** The screen a room is on, by the phase of its call. */
export function RoomView({ session }: { readonly session: Session }) {
  const { phase, error } = useObservable(session.call);
  const [before, setBefore] = useState<RoomScreen>();
  const screen = roomScreen(phase, before, error?.code);
  if (screen !== before) setBefore(screen);
  useFocusOnChange(screen);
  if (screen === 'call') return <CallScreen session={session} />;
  if (screen === 'returning') return <ReturningScreen session={session} />;
  if (screen === 'waiting') return <WaitingScreen session={session} />;
  if (screen === 'refused') return <RefusedScreen session={session} />;
  if (screen === 'full') return <FullScreen session={session} />;
  if (screen === 'left') return <LeftScreen session={session} />;
  if (screen === 'moved') return <MovedScreen session={session} />;
  if (screen === 'failed') return <FailedScreen session={session} />;
  return <LobbyScreen session={session} />;
}
