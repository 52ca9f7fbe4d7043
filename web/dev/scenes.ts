import {
  CallError,
  type CallErrorCode,
  type CallSnapshot,
  type Glance,
  type LocalMediaSnapshot,
  type MediaErrorKind,
  type Participant,
  type Preferences,
} from '../src/core';
import type { Environment } from '../src/app/environment';
import { broken, off, participant, sharing, source } from './fakes';

/** What is on the page: a path, and the state of everything behind it. */
export interface Scene {
  readonly path: string;
  readonly room?: string;
  readonly call?: Partial<CallSnapshot>;
  /** Somebody pressed Join, and the server takes its time to give a place. */
  readonly hesitates?: boolean;
  readonly media?: Partial<LocalMediaSnapshot>;
  readonly environment?: Environment;
  readonly blocked?: boolean;
  readonly crash?: boolean;
  readonly preferences?: Partial<Preferences>;
  /** What is known of the room from outside. */
  readonly glance?: Glance;
  /** What the server said when the place was taken. */
  readonly place?: Readonly<Record<string, unknown>>;
  /** What the server told after that. */
  readonly told?: readonly (readonly [event: string, payload: unknown])[];
  /** One's own screen is shared. */
  readonly shares?: boolean;
  /** Somebody talks while the microphone is off. */
  readonly talks?: boolean;
  /** The English names of the buttons that are pressed, one after the other, once the page stands. */
  readonly presses?: readonly string[];
  /** A CSS selector of what comes by itself, after a while. */
  readonly awaits?: string;
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

/** A call with something special about the first of the others. */
function callWith(people: number, special: (first: Participant) => Participant): Scene {
  const others = Array.from({ length: people - 1 }, (_, at) => participant(at));
  return call(people, { participants: others.map((other, at) => (at === 0 ? special(other) : other)) });
}

const away = (person: Participant): Participant => ({ ...person, away: true });
const unseen = (person: Participant): Participant => ({ ...person, tracks: {} });
const records = (person: Participant): Participant => ({
  ...person,
  state: { ...person.state, recording: true },
});

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

const GLANCE: Glance = { count: 3, limit: 4, locked: false, password: false, lobby: false, labels: [] };
const HOST = {
  role: 'host',
  users: [
    { id: 'p0', role: 'host' },
    { id: 'p1', hand: 2 },
    { id: 'p2', hand: 1 },
  ],
};
const MORNING = Date.UTC(2026, 10, 22, 1, 12);

const message = (n: number, from: string, email: string, text: string) => ({
  n,
  from,
  email,
  text,
  at: MORNING + n * 47_000,
});

const CHAT = [
  message(1, 'p0', 'Amélie Laurent', 'Good morning! 모두 안녕하세요 👋'),
  message(2, 'p0', 'Amélie Laurent', 'The chapter is here: https://books.example/moim/chapter-3?lang=ko'),
  message(3, 'p1', '박민준', '감사합니다. 7쪽부터 같이 읽으면 좋겠어요.'),
  message(4, 'me', '김서연', '좋아요! 제가 먼저 읽을게요.'),
  message(5, 'p2', 'Jonas Weber', '<b>not bold</b> '.repeat(6)),
];

const WAITING = [
  { id: 'w1', email: '최지우' },
  { id: 'w2', email: 'Guillermo Fernández de la Cruz y Montenegro' },
];

const asHost = (tiles: number, change: Partial<Scene> = {}): Scene => ({
  ...call(tiles),
  place: HOST,
  ...change,
});
const pressed = (scene: Scene, ...presses: readonly string[]): Scene => ({ ...scene, presses });
const asGuest = (tiles: number): Scene => ({ ...call(tiles), place: {} });
const PEOPLE = ['More', 'People'];
const PERSON = [...PEOPLE, 'Actions for Amélie Laurent'];
const failedWith = (code: CallErrorCode): Scene => ({
  path: ROOM,
  media: both(),
  call: { phase: 'failed', error: new CallError(code) },
});
const denied = (reason: string): Scene => ({
  path: ROOM,
  call: { phase: 'denied', error: new CallError('denied', reason) },
});

export const SCENES: Readonly<Record<string, () => Scene>> = {
  home: () => ({ path: '/' }),
  'lobby-ask': () => ({ path: RANDOM }),
  lobby: () => ({ path: ROOM, media: both() }),
  'lobby-off': () => ({ path: ROOM, media: { microphone: source('microphone'), camera: off } }),
  'lobby-joining': () => ({ path: ROOM, media: both(), hesitates: true }),
  returning: () => ({ path: ROOM, call: { phase: 'joining' } }),
  'returning-offline': () => ({ path: ROOM, call: { phase: 'joining', connection: 'offline' } }),
  'lobby-both-denied': () => ({
    path: ROOM,
    media: { microphone: broken('denied'), camera: broken('denied') },
  }),
  ...Object.fromEntries(errorScenes),
  ...Object.fromEntries(callScenes),
  'call-2-muted': () => ({ ...call(2), media: { microphone: off, camera: off } }),
  'call-3-unstable': () => call(3, { connection: 'unstable' }),
  'call-3-reconnecting': () => call(3, { connection: 'reconnecting', reconnectInSeconds: 4 }),
  'call-4-lost': () => callWith(4, away),
  'call-3-given-up': () => callWith(3, (person) => ({ ...person, link: 'failed' })),
  'call-4-busy': () =>
    call(4, {
      overloaded: true,
      sparing: true,
      participants: [participant(0), unseen(participant(1)), unseen(participant(2))],
    }),
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
  'call-3-menu': () => pressed(asGuest(3), 'More'),
  'call-3-devices': () => pressed(call(3), 'More', 'Devices'),
  'call-3-help': () => pressed(call(3), 'More', 'Keyboard shortcuts'),
  'call-4-statistics': () => pressed(call(4), 'More', 'Connection details'),
  'call-3-record': () => pressed(call(3), 'More', 'Record the call'),
  'call-3-recorded': () => callWith(3, records),
  'call-3-sharing': () => ({ ...call(3), shares: true }),
  'call-3-talking': () => ({
    ...call(3),
    media: { camera: source('camera') },
    talks: true,
    awaits: '.share-notice',
  }),
  'lobby-inside': () => ({
    path: ROOM,
    media: both(),
    glance: { ...GLANCE, labels: ['Amélie Laurent', '박민준', ''] },
  }),
  'lobby-guarded': () => ({ path: ROOM, media: both(), glance: { ...GLANCE, count: 0, password: true } }),
  'lobby-wrong-password': () => failedWith('wrong_password'),
  'lobby-door': () => ({ path: ROOM, media: both(), glance: { ...GLANCE, count: 0, lobby: true } }),
  'call-4-chat': () => ({ ...call(4), place: { chat: CHAT }, presses: ['Chat'] }),
  'call-2-chat-empty': () => pressed(asGuest(2), 'Chat'),
  'call-4-chat-off': () => ({
    ...call(4),
    place: { chat: CHAT, settings: { chat: 'off' } },
    presses: ['Chat'],
  }),
  'call-4-people': () => asHost(4, { told: [['waiting', WAITING]], presses: PEOPLE }),
  'call-4-people-guest': () => ({ ...call(4), place: { ...HOST, role: 'guest' }, presses: PEOPLE }),
  'call-3-person-menu': () => pressed(asHost(3), ...PERSON),
  'call-3-remove': () => pressed(asHost(3), ...PERSON, 'Remove'),
  'call-3-reactions': () => pressed(asHost(3), 'Reactions'),
  'call-3-room': () =>
    asHost(3, {
      place: { ...HOST, settings: { lobby: true, password: true } },
      presses: ['More', 'Room settings'],
    }),
  'call-3-invite': () => pressed(asHost(3), 'More', 'Invite'),
  'call-3-invite-guest': () => pressed(asGuest(3), 'More', 'Invite'),
  'call-4-asked': () => ({
    ...call(4),
    place: HOST,
    told: [
      ['state_asked', { source: 'camera', on: false, by: 'p0' }],
      ['state_asked', { source: 'microphone', on: true, by: 'p0' }],
      ['chat', message(1, 'p1', '박민준', 'hi')],
    ],
  }),
  'call-4-door': () => asHost(4, { told: [['waiting', WAITING.slice(0, 1)]] }),
  waiting: () => ({ path: ROOM, media: both(), call: { phase: 'waiting' } }),
  removed: () => ({ path: ROOM, call: { phase: 'removed' } }),
  moved: () => ({ path: ROOM, call: { phase: 'moved' } }),
  denied: () => denied('denied'),
  unanswered: () => denied('timeout'),
  ended: () => denied('closed'),
  locked: () => failedWith('room_locked'),
  'not-open': () => failedWith('room_not_open'),
  'invite-invalid': () => failedWith('invite_invalid'),
  full: () => ({ path: ROOM, call: { phase: 'full' }, glance: { ...GLANCE, count: 4 } }),
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
