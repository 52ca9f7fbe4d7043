import {
  rememberCall,
  ScreenShare,
  sendLocalMedia,
  sendScreen,
  type CallClient,
  type CallPhase,
  type DeviceKind,
  type JoinRequest,
  type LocalMediaController,
  type RememberedCall,
  type RoomController,
  type RoomWindow,
  type ScreenShareController,
} from '../core';
import { Playback } from './playback';

/** Everything that lives as long as one room is open in this tab. */
export interface Session {
  readonly room: string;
  readonly call: CallClient;
  readonly media: LocalMediaController;
  readonly screen: ScreenShareController;
  readonly playback: Playback;
  /** Roles, settings, chat, hands and all else that is decided or said in the room. */
  readonly manners: RoomController;
  /** What may be known of the room from outside. */
  readonly outside: RoomWindow;
  /** Asks for a place. What comes of it is in the call's snapshot, refusals included. */
  enter: (label: string, password?: string) => void;
  /** Takes a place again, with the name and the devices one had. */
  rejoin: () => void;
  /** How long the last call was, in milliseconds; undefined before the first. */
  spent: () => number | undefined;
  /** Notes, for a page loaded again, that the call goes on. */
  remember: () => void;
  /** The page is put away whole: gives up the place and the devices until `wake`. */
  suspend: () => void;
  wake: () => void;
  dispose: () => void;
}

export interface SessionParts {
  readonly call: CallClient;
  readonly media: LocalMediaController;
  readonly manners: RoomController;
  readonly outside: RoomWindow;
  readonly screen?: ScreenShareController;
  readonly playback?: Playback;
  /** What else is told with every request for a place: the invitation one has, and by what a removal holds. */
  readonly admission?: () => Pick<JoinRequest, 'invite' | 'visitor'>;
}

/** Phases in which nobody is to be filmed any more. */
const OVER: ReadonlySet<CallPhase> = new Set(['left', 'moved', 'removed']);

/** Ties a call, this browser's devices and the speakers together for one room. */
export function openSession(room: string, parts: SessionParts): Session {
  const { call, media, manners, outside, admission = () => ({}) } = parts;
  const { screen = new ScreenShare(), playback = new Playback() } = parts;
  const enter = (label: string, password?: string): void => {
    const request = { room, label, ...admission(), ...(password !== undefined && { password }) };
    call.join(request).catch(() => undefined);
  };
  const stay = followStay(call, media, screen, room);
  const stops = [
    sendLocalMedia(media, call),
    sendScreen(screen, call),
    playEverybody(call, media, playback),
    stay.stop,
  ];
  return {
    room,
    call,
    media,
    screen,
    playback,
    manners,
    outside,
    enter,
    spent: stay.spent,
    remember: stay.remember,
    suspend: () => {
      stay.pause();
      call.suspend();
    },
    wake: () => {
      if (call.getSnapshot().phase === 'joined') void media.start(stay.wanted());
      call.wake();
    },
    rejoin: () => {
      void media.start(stay.wanted());
      enter(call.getSnapshot().label);
    },
    dispose: () => {
      for (const stop of stops) stop();
      rememberCall(null);
      playback.dispose();
      manners.dispose();
      screen.dispose();
      media.dispose();
      call.dispose();
    },
  };
}

function playEverybody(call: CallClient, media: LocalMediaController, playback: Playback): () => void {
  const play = (): void => {
    const { participants } = call.getSnapshot();
    const voices = participants.map(({ id, tracks }) => [id, tracks.audio] as const);
    const screens = participants.map(
      ({ id, state, tracks }) => [`${id}-screen`, state.screen ? tracks.screenAudio : undefined] as const,
    );
    playback.sync(new Map([...voices, ...screens].flatMap(([id, track]) => (track ? [[id, track]] : []))));
  };
  const route = (): void => playback.setSpeaker(media.getSnapshot().speakerId);
  play();
  route();
  const stops = [call.subscribe(play), media.subscribe(route)];
  return () => stops.forEach((stop) => stop());
}

/** After a reload in the middle of a call: straight back into it, with the name and the devices one had. */
export function comeBack(session: Session, { label, microphone, camera }: RememberedCall): void {
  void session.media.start({ microphone, camera });
  session.enter(label);
}

/** How often it is noted that the call goes on, in milliseconds: a browser that crashes says nothing at the end. */
const REMEMBER_INTERVAL = 30_000;

interface Stay {
  /** What was on when the call was left. */
  readonly wanted: () => Record<DeviceKind, boolean>;
  readonly spent: () => number | undefined;
  readonly remember: () => void;
  readonly pause: () => void;
  readonly stop: () => void;
}

/** Follows a call from its start to its end: a reload leads back into it, and whoever left is not filmed any more. */
function followStay(
  call: CallClient,
  media: LocalMediaController,
  screen: ScreenShareController,
  room: string,
): Stay {
  let phase = call.getSnapshot().phase;
  let wanted = { microphone: false, camera: false };
  let since = 0;
  let spent: number | undefined;
  const devices = () => {
    const { microphone, camera } = media.getSnapshot();
    return { microphone: microphone.wanted, camera: camera.wanted };
  };
  const remember = (): void => {
    if (phase === 'joined') rememberCall({ room, label: call.getSnapshot().label, ...devices() });
  };
  const leave = (): void => {
    wanted = devices();
    spent = Date.now() - since;
    rememberCall(null);
    media.stop();
    screen.stop();
  };
  const stops = [
    call.subscribe(() => {
      const before = phase;
      phase = call.getSnapshot().phase;
      if (phase === 'joined' && before !== 'joined') since = Date.now();
      if (before === 'joined' && OVER.has(phase)) leave();
      // Also who was on the way back, and would rather not.
      else if (phase === 'left') rememberCall(null);
      remember();
    }),
    media.subscribe(remember),
  ];
  const timer = setInterval(remember, REMEMBER_INTERVAL);
  return {
    wanted: () => wanted,
    spent: () => spent,
    remember,
    pause: () => {
      wanted = devices();
      media.stop();
      screen.stop();
    },
    stop: () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
}
