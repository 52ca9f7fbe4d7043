import {
  Store,
  type CallClient,
  type CallSnapshot,
  type DeviceKind,
  type LinkState,
  type LocalMediaController,
  type LocalMediaSnapshot,
  type LocalSource,
  type MediaErrorKind,
  type Participant,
  type PersonStatistics,
  type Quality,
  type ScreenShareController,
  type ScreenShareSnapshot,
} from '../src/core';
import { Playback } from '../src/app/playback';
import type { LevelWatcher } from '../src/app/levels';
import { paintedTrack, silentTrack, slideTrack } from './pictures';

export const ME = '김서연';
const OTHERS = [
  'Amélie Laurent',
  '박민준',
  'Jonas Weber',
  '이하은',
  'Guillermo Fernández de la Cruz y Montenegro',
  '최지우',
  'Ada O’Brien',
  '남궁 다올찬누리',
] as const;

/** Whose camera is off, who is muted, and who is not well connected: so that every look is on the stage. */
const CAMERA_OFF = new Set([1, 4, 7]);
const MUTED = new Set([2, 4]);
const LINKS: Readonly<Record<number, LinkState>> = { 5: 'connecting', 6: 'reconnecting' };
const QUALITIES: Readonly<Record<number, Quality>> = { 0: 'excellent', 2: 'fair', 3: 'poor' };

export function participant(at: number): Participant {
  const camera = !CAMERA_OFF.has(at);
  return {
    id: `p${at}`,
    label: OTHERS[at % OTHERS.length] ?? '',
    state: { microphone: !MUTED.has(at), camera, screen: false },
    link: LINKS[at] ?? 'connected',
    tracks: { audio: silentTrack(`p${at}`), ...(camera ? { camera: paintedTrack(at) } : {}) },
    away: false,
    quality: QUALITIES[at] ?? 'good',
  };
}

/** Somebody who shares a screen beside the camera. */
export function sharing(at: number): Participant {
  const person = participant(at);
  return {
    ...person,
    state: { ...person.state, screen: true },
    tracks: { ...person.tracks, screen: slideTrack(at) },
  };
}

const CALL: CallSnapshot = {
  phase: 'idle',
  connection: 'connected',
  room: 'book-club',
  selfId: 'me',
  label: ME,
  state: { microphone: true, camera: true, screen: false },
  limit: 4,
  participants: [],
  activeSpeaker: '',
  dataSaver: false,
  overloaded: false,
  sparing: false,
  callId: 'c7k2m-9qx4t',
};

/** What a line of middling quality looks like in figures. */
function measured({ id, quality, tracks }: Participant): PersonStatistics {
  const camera = { source: 'camera', codec: 'VP8', width: 640, height: 360, framesPerSecond: 24 } as const;
  const sound = { source: 'microphone', bitrate: 34_000, codec: 'opus' } as const;
  return {
    id,
    quality,
    upBitrate: 541_000,
    downBitrate: tracks.camera ? 498_000 : 36_000,
    up: [sound, { ...camera, bitrate: 507_000, loss: 0.004, limit: 'bandwidth' }],
    down: [
      { ...sound, loss: 0.002, jitter: 7.4 },
      ...(tracks.camera ? [{ ...camera, bitrate: 462_000, loss: 0.021, jitter: 12, frozen: 0.03 }] : []),
    ],
    roundTripTime: 38,
    path: { kind: 'direct', transport: 'udp' },
  };
}

/** Who speaks: the first of the others. */
const SPEAKING = new Store<ReadonlySet<string>>(new Set(['p0']));

export function fakeCall(change: Partial<CallSnapshot>, hesitates = false): CallClient {
  const store = new Store<CallSnapshot>({ ...CALL, ...change });
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    join: ({ label }) => {
      store.patch({ phase: hesitates ? 'joining' : 'joined', label });
      return Promise.resolve();
    },
    leave: () => store.patch({ phase: 'left', participants: [] }),
    setLocalTrack: () => undefined,
    setLabel: (label) => store.patch({ label }),
    setDataSaver: (on) => store.patch({ dataSaver: on }),
    setRecording: () => undefined,
    speaking: () => SPEAKING,
    statistics: () =>
      new Store({ at: 60_000, people: store.getSnapshot().participants.map((person) => measured(person)) }),
    retry: () => undefined,
    suspend: () => undefined,
    wake: () => undefined,
    dispose: () => undefined,
  };
}

export function source(kind: DeviceKind, change: Partial<LocalSource> = {}): LocalSource {
  const track = kind === 'camera' ? paintedTrack(20) : silentTrack('me');
  return { wanted: true, pending: false, track, deviceId: `${kind}-1`, fallback: false, ...change };
}

export const off: LocalSource = { wanted: false, pending: false, track: null, deviceId: '', fallback: false };

export function broken(error: MediaErrorKind): LocalSource {
  return { ...off, wanted: true, error };
}

export function fakeMedia(change: Partial<LocalMediaSnapshot>, talks = false): LocalMediaController {
  const store = new Store<LocalMediaSnapshot>({
    microphone: off,
    camera: off,
    microphones: [
      { id: 'microphone-1', label: 'Built-in Microphone' },
      { id: 'microphone-2', label: 'Jabra Evolve2 65 Flex Stereo Headset (Bluetooth)' },
    ],
    cameras: [{ id: 'camera-1', label: 'FaceTime HD Camera' }],
    speakers: [{ id: 'speaker-1', label: 'Built-in Speakers' }],
    speakerId: '',
    ...change,
  });
  const setOn = (kind: DeviceKind, on: boolean): Promise<void> => {
    store.patch({ [kind]: on ? source(kind) : off });
    return Promise.resolve();
  };
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    setOn,
    start: async ({ microphone, camera }) => {
      await setOn('microphone', microphone);
      await setOn('camera', camera);
    },
    select: () => Promise.resolve(),
    renew: () => Promise.resolve(),
    listen: () => (talks ? silentTrack('me') : null),
    stop: () => undefined,
    dispose: () => undefined,
  };
}

export function fakeScreen(shares: boolean): ScreenShareController {
  const track = shares ? slideTrack(1) : null;
  const store = new Store<ScreenShareSnapshot>({
    supported: true,
    pending: false,
    track,
    audio: null,
    motion: false,
  });
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    start: () => Promise.resolve(),
    stop: () => store.patch({ track: null }),
    setMotion: (motion) => store.patch({ motion }),
    dispose: () => undefined,
  };
}

/** Hears oneself speak, always equally loud. */
export const levels: LevelWatcher = {
  watch: (track, listener) => {
    const level = track === silentTrack('me') ? 0.62 : 0;
    const timer = setInterval(() => listener(level), 200);
    return () => clearInterval(timer);
  },
};

export function playback(blocked: boolean): Playback {
  const refuse = (): Promise<void> => Promise.reject(new DOMException('refused', 'NotAllowedError'));
  return new Playback({
    newStream: (track) => new MediaStream([track]),
    newOutput: () => ({
      srcObject: null,
      autoplay: false,
      play: blocked ? refuse : () => Promise.resolve(),
      pause: () => undefined,
    }),
  });
}
