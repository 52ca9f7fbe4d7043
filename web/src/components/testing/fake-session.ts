import { vi } from 'vitest';
import { FakeRoomLink } from '../../core/testing/fake-room-link';
import {
  Room,
  type Glance,
  type Source,
  NO_STATISTICS,
  Store,
  type CallClient,
  type CallSnapshot,
  type DeviceKind,
  type LocalMediaController,
  type LocalMediaSnapshot,
  type LocalSource,
} from '../../core';
import { Playback } from '../../app/playback';
import { openSession, type Session } from '../../app/session';

export const OFF: LocalSource = { wanted: false, pending: false, track: null, deviceId: '', fallback: false };

const CALL: CallSnapshot = {
  phase: 'idle',
  connection: 'connected',
  room: 'room',
  selfId: 'me',
  label: 'Ada',
  state: { microphone: false, camera: false, screen: false },
  limit: 4,
  participants: [],
  activeSpeaker: '',
  dataSaver: false,
  overloaded: false,
  sparing: false,
  callId: '',
};

const MEDIA: LocalMediaSnapshot = {
  microphone: OFF,
  camera: OFF,
  microphones: [],
  cameras: [],
  speakers: [],
  speakerId: '',
};

export interface FakeSession {
  readonly session: Session;
  readonly call: Store<CallSnapshot>;
  readonly media: Store<LocalMediaSnapshot>;
  /** Who is heard speaking. */
  readonly speakers: Store<ReadonlySet<string>>;
  readonly join: ReturnType<typeof vi.fn<CallClient['join']>>;
  readonly setOn: ReturnType<typeof vi.fn<LocalMediaController['setOn']>>;
  /** The other end of the room's manners. */
  readonly link: FakeRoomLink;
  /** What is known of the room from outside. */
  readonly glance: Store<Glance | null>;
  /** Called with what a host switches off. */
  readonly obey: ReturnType<typeof vi.fn<(source: Source) => void>>;
}

/** A session whose call and devices do what the test says. */
export function fakeSession(
  call: Partial<CallSnapshot> = {},
  media: Partial<LocalMediaSnapshot> = {},
): FakeSession {
  const calls = new Store<CallSnapshot>({ ...CALL, ...call });
  const devices = new Store<LocalMediaSnapshot>({ ...MEDIA, ...media });
  const join = vi.fn<CallClient['join']>(() => Promise.resolve());
  const setOn = vi.fn<LocalMediaController['setOn']>((kind: DeviceKind, on: boolean) => {
    devices.patch({ [kind]: { ...OFF, wanted: on } });
    return Promise.resolve();
  });
  const speakers = new Store<ReadonlySet<string>>(new Set());
  const client: CallClient = {
    subscribe: calls.subscribe,
    getSnapshot: calls.getSnapshot,
    join,
    leave: () => calls.patch({ phase: 'left' }),
    setLocalTrack: () => undefined,
    setLabel: () => undefined,
    setDataSaver: (on) => calls.patch({ dataSaver: on }),
    setRecording: () => undefined,
    speaking: () => speakers,
    statistics: () => new Store(NO_STATISTICS),
    retry: vi.fn(),
    suspend: vi.fn(),
    wake: vi.fn(),
    dispose: () => undefined,
  };
  const controller: LocalMediaController = {
    subscribe: devices.subscribe,
    getSnapshot: devices.getSnapshot,
    setOn,
    start: () => Promise.resolve(),
    select: () => Promise.resolve(),
    renew: () => Promise.resolve(),
    listen: () => null,
    stop: () => undefined,
    dispose: () => undefined,
  };
  const playback = new Playback({ newOutput: () => new Audio(), newStream: () => new MediaStream() });
  const link = new FakeRoomLink();
  const obey = vi.fn<(source: Source) => void>();
  const manners = new Room({ link, obey });
  const glance = new Store<Glance | null>(null);
  const outside = {
    subscribe: glance.subscribe,
    getSnapshot: glance.getSnapshot,
    watch: () => () => undefined,
  };
  const session = openSession('room', { call: client, media: controller, playback, manners, outside });
  return { session, call: calls, media: devices, speakers, join, setOn, link, glance, obey };
}
