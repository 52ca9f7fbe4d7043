import {
  rememberCall,
  sendLocalMedia,
  type CallClient,
  type DeviceKind,
  type LocalMediaController,
  type Preferences,
} from '../core';
import { Playback } from './playback';

/** Everything that lives as long as one room is open in this tab. */
export interface Session {
  readonly room: string;
  readonly call: CallClient;
  readonly media: LocalMediaController;
  readonly playback: Playback;
  /** Takes a place again, with the name and the devices one had. */
  rejoin: () => void;
  /** How long the last call was, in milliseconds; undefined before the first. */
  spent: () => number | undefined;
  dispose: () => void;
}

export interface SessionParts {
  readonly call: CallClient;
  readonly media: LocalMediaController;
  readonly playback?: Playback;
}

/** Ties a call, this browser's devices and the speakers together for one room. */
export function openSession(room: string, { call, media, playback = new Playback() }: SessionParts): Session {
  const stay = followStay(call, media, room);
  const stops = [sendLocalMedia(media, call), playEverybody(call, media, playback), stay.stop];
  return {
    room,
    call,
    media,
    playback,
    spent: stay.spent,
    rejoin: () => {
      void media.start(stay.wanted());
      ask(call, room, call.getSnapshot().label);
    },
    dispose: () => {
      for (const stop of stops) stop();
      rememberCall(null);
      playback.dispose();
      media.dispose();
      call.dispose();
    },
  };
}

/** Asks for a place. What comes of it is in the snapshot, refusals included. */
export function ask(call: CallClient, room: string, label: string): void {
  call.join({ room, label }).catch(() => undefined);
}

function playEverybody(call: CallClient, media: LocalMediaController, playback: Playback): () => void {
  const play = (): void => {
    const { participants } = call.getSnapshot();
    playback.sync(
      new Map(participants.flatMap(({ id, tracks }) => (tracks.audio ? [[id, tracks.audio] as const] : []))),
    );
  };
  const route = (): void => playback.setSpeaker(media.getSnapshot().speakerId);
  play();
  route();
  const stops = [call.subscribe(play), media.subscribe(route)];
  return () => stops.forEach((stop) => stop());
}

/** After a reload in the middle of a call: straight back into it, with the name and the devices one had. */
export function comeBack(session: Session, { label, microphoneOn, cameraOn }: Preferences): void {
  void session.media.start({ microphone: microphoneOn, camera: cameraOn });
  ask(session.call, session.room, label);
}

interface Stay {
  /** What was on when the call was left. */
  readonly wanted: () => Record<DeviceKind, boolean>;
  readonly spent: () => number | undefined;
  readonly stop: () => void;
}

/** Follows a call from its start to its end: a reload leads back into it, and whoever left is not filmed any more. */
function followStay(call: CallClient, media: LocalMediaController, room: string): Stay {
  let phase = call.getSnapshot().phase;
  let wanted = { microphone: false, camera: false };
  let since = 0;
  let spent: number | undefined;
  const enter = (): void => {
    since = Date.now();
    rememberCall(room);
  };
  const leave = (): void => {
    const { microphone, camera } = media.getSnapshot();
    wanted = { microphone: microphone.wanted, camera: camera.wanted };
    spent = Date.now() - since;
    rememberCall(null);
    media.stop();
  };
  const stop = call.subscribe(() => {
    const before = phase;
    phase = call.getSnapshot().phase;
    if (phase === 'joined' && before !== 'joined') enter();
    if (phase === 'left' && before === 'joined') leave();
  });
  return { wanted: () => wanted, spent: () => spent, stop };
}
