import {
  CallError,
  type CallSnapshot,
  type LocalMediaSnapshot,
  type MediaErrorKind,
  type Preferences,
} from '../src/core';
import type { Environment } from '../src/app/environment';
import { broken, off, participant, sharing, source } from './fakes';

/** What is on the page: a path, and the state of everything behind it. */
export interface Scene {
  readonly path: string;
  readonly room?: string;
  readonly call?: Partial<CallSnapshot>;
  readonly media?: Partial<LocalMediaSnapshot>;
  readonly environment?: Environment;
  readonly blocked?: boolean;
  readonly crash?: boolean;
  readonly preferences?: Partial<Preferences>;
}

const ROOM = '/r/book-club';
const RANDOM = '/r/k3f9x-2m7qa-v8t4c-hw6pe';
const both = (): Partial<LocalMediaSnapshot> => ({
  microphone: source('microphone'),
  camera: source('camera'),
});

function call(tiles: number, change: Partial<CallSnapshot> = {}): Scene {
  const participants = Array.from({ length: tiles - 1 }, (_, at) => participant(at));
  return { path: ROOM, media: both(), call: { phase: 'joined', participants, ...change } };
}

/** A call in which the last people share their screens. */
function shared(people: number, screens: number): Scene {
  const others = Array.from({ length: people - 1 }, (_, at) =>
    at < people - 1 - screens ? participant(at) : sharing(at),
  );
  return call(people, { participants: others });
}

const ERRORS: readonly MediaErrorKind[] = [
  'denied',
  'denied_by_system',
  'not_found',
  'busy',
  'overconstrained',
  'insecure',
  'in_app_browser',
  'unsupported',
];

const errorScenes = ERRORS.map(
  (error) =>
    [
      `lobby-${error}`,
      (): Scene => ({ path: ROOM, media: { microphone: source('microphone'), camera: broken(error) } }),
    ] as const,
);

const callScenes = Array.from(
  { length: 9 },
  (_, at) => [`call-${at + 1}`, (): Scene => call(at + 1)] as const,
);

const AWAY: Environment = {
  kind: 'insecure',
  origin: 'http://192.168.0.12:8080',
  address: 'https://192.168.0.12:8080/r/book-club',
  canListen: true,
};

export const SCENES: Readonly<Record<string, () => Scene>> = {
  home: () => ({ path: '/' }),
  'lobby-ask': () => ({ path: RANDOM }),
  lobby: () => ({ path: ROOM, media: both() }),
  'lobby-off': () => ({ path: ROOM, media: { microphone: source('microphone'), camera: off } }),
  'lobby-joining': () => ({ path: ROOM, media: both(), call: { phase: 'joining' } }),
  'lobby-both-denied': () => ({
    path: ROOM,
    media: { microphone: broken('denied'), camera: broken('denied') },
  }),
  ...Object.fromEntries(errorScenes),
  ...Object.fromEntries(callScenes),
  'call-2-muted': () => ({ ...call(2), media: { microphone: off, camera: off } }),
  'call-3-reconnecting': () => call(3, { connection: 'reconnecting', reconnectInSeconds: 4 }),
  'call-4-offline': () => call(4, { connection: 'offline' }),
  'call-3-blocked': () => ({ ...call(3), blocked: true }),
  'call-4-issue': () => ({ ...call(4), media: { microphone: source('microphone'), camera: broken('busy') } }),
  'call-2-shared': () => shared(2, 1),
  'call-4-shared': () => shared(4, 1),
  'call-5-shared-twice': () => shared(5, 2),
  'call-5-speaker': () => ({ ...call(5, { activeSpeaker: 'p0' }), preferences: { view: 'speaker' } }),
  'call-3-no-self': () => ({ ...call(3), preferences: { selfView: 'hidden' } }),
  'call-4-floating': () => ({ ...call(4), preferences: { selfView: 'floating' } }),
  'call-20-pages': () => call(20),
  'call-3-menu': () => call(3),
  'call-3-devices': () => call(3),
  'call-3-help': () => call(3),
  full: () => ({ path: ROOM, call: { phase: 'full' } }),
  left: () => ({ path: RANDOM, media: both(), call: { phase: 'left' } }),
  failed: () => ({
    path: ROOM,
    call: { phase: 'failed', connection: 'failed', error: new CallError('unreachable') },
  }),
  refused: () => ({ path: ROOM, call: { phase: 'failed', error: new CallError('too_many_rooms') } }),
  insecure: () => ({ path: ROOM, environment: AWAY }),
  'in-app': () => ({
    path: ROOM,
    environment: { kind: 'in_app', app: 'kakaotalk', openLink: 'kakaotalk://web', canListen: true },
  }),
  unsupported: () => ({ path: ROOM, environment: { kind: 'unsupported' } }),
  missing: () => ({ path: '/nowhere' }),
  crash: () => ({ path: '/', crash: true }),
};
