import { normalizeLabel } from './names';
import { CallError, type CallErrorCode, type JoinRequest, type SourceState } from './types';

/** Somebody in a room, as the server tells it. */
export interface Member {
  readonly id: string;
  readonly label: string;
  readonly state: SourceState;
  /** Cut off from the server, which keeps the place for a while. */
  readonly away: boolean;
}

/** The acknowledgement of `join_room`. */
export interface Place {
  readonly selfId: string;
  readonly room: string;
  readonly members: readonly Member[];
  readonly limit: number;
  readonly iceServers: RTCIceServer[];
  /** Names this life of the room; empty from a server that does not say. */
  readonly callId: string;
  /** What takes this place again; empty from a server that gives none. */
  readonly seat: string;
  /** How long the server keeps the place of somebody it no longer hears, in milliseconds. */
  readonly hold: number;
}

/** A description as it is relayed: what the browser made, and which offer it is, or which it answers. */
export interface RelayedDescription extends RTCSessionDescriptionInit {
  /** Of an offer: names it. Absent in what clients of the base vocabulary send. */
  readonly offer?: string;
}

/** What reaches one peer from another. */
export type PeerMessage =
  | { readonly type: 'offer' | 'answer'; readonly description: RelayedDescription }
  | { readonly type: 'candidate'; readonly candidate: RTCIceCandidateInit | null };

/** What the server tells while one is in a room. */
export type SignalingEvent =
  | { readonly type: 'enter' | 'state'; readonly member: Member }
  | { readonly type: 'exit' | 'away' | 'back'; readonly id: string }
  | { readonly type: 'seat_taken' }
  | { readonly type: 'admitted'; readonly answer: Fields }
  | { readonly type: 'denied'; readonly reason: string }
  | { readonly type: 'removed' }
  | {
      readonly type: 'message';
      readonly from: string;
      readonly message: PeerMessage;
    };

/** One event to the server: its name and payload. */
export type Request = readonly [event: string, payload?: object];

/** What a JSON object holds, as yet unread. */
export type Fields = Readonly<Record<string, unknown>>;

// What a client of the base vocabulary sends, which never says so.
const BASE_STATE: SourceState = { microphone: true, camera: true, screen: false };

const ERROR_CODES: ReadonlySet<string> = new Set<CallErrorCode>([
  'bad_request',
  'room_full',
  'too_many_rooms',
  'not_in_room',
  'no_such_user',
  'self_addressed',
  'unknown_event',
  'room_locked',
  'password_required',
  'wrong_password',
  'removed',
  'invite_invalid',
  'room_not_open',
  'too_many_waiting',
  'not_allowed',
  'too_fast',
]);

/** Characters; what a longer name belongs to cannot be told. */
const MAX_OFFER_NAME = 64;

/** Of a server that does not say how long it keeps a place. */
const STANDARD_HOLD = 15;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const fields = (value: unknown): Fields => (isFields(value) ? value : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const flag = (value: unknown, standard: boolean): boolean => (typeof value === 'boolean' ? value : standard);

function parseState(value: unknown): SourceState {
  const { microphone, camera, screen, recording } = fields(value);
  return {
    ...(recording === true && { recording }),
    microphone: flag(microphone, BASE_STATE.microphone),
    camera: flag(camera, BASE_STATE.camera),
    screen: flag(screen, BASE_STATE.screen),
  };
}

function parseMember(value: unknown): Member | null {
  const { id, email, state, away } = fields(value);
  if (typeof id !== 'string' || id === '') return null;
  return { id, label: normalizeLabel(text(email)), state: parseState(state), away: flag(away, false) };
}

function parseIceServer(value: unknown): RTCIceServer | null {
  const { urls, username, credential } = fields(value);
  const list = (Array.isArray(urls) ? urls : [urls]).filter((url): url is string => typeof url === 'string');
  if (list.length === 0) return null;
  return {
    urls: list,
    ...(typeof username === 'string' && { username }),
    ...(typeof credential === 'string' && { credential }),
  };
}

function parseList<Item>(value: unknown, parse: (item: unknown) => Item | null): Item[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return items.map(parse).filter((item) => item !== null);
}

export const parseIceServers = (value: unknown): RTCIceServer[] => parseList(value, parseIceServer);

/** The positive answer to `join_room`; null when it is none. */
export function parsePlace(answer: Fields): Place | null {
  const { id, room, users, limit, iceServers, call, seat, holdSeconds } = answer;
  if (typeof id !== 'string' || id === '') return null;
  return {
    selfId: id,
    room: text(room),
    members: parseList(users, parseMember),
    limit: typeof limit === 'number' ? limit : 0,
    iceServers: parseIceServers(iceServers),
    callId: text(call),
    seat: text(seat),
    hold: 1_000 * (typeof holdSeconds === 'number' && holdSeconds >= 0 ? holdSeconds : STANDARD_HOLD),
  };
}

/** The answer to `join_room` says that the hosts are asked first. */
export const isWaiting = ({ waiting }: Fields): boolean => waiting === true;

/** An acknowledgement as an error, or null when it is a positive one. */
export function parseFailure(answer: unknown): CallError | null {
  const { ok, error } = fields(answer);
  if (ok === true) return null;
  const { code, message, limit } = fields(error);
  const known = ERROR_CODES.has(text(code)) ? (code as CallErrorCode) : 'bad_request';
  return new CallError(known, text(message) || known, typeof limit === 'number' ? limit : undefined);
}

function parseDescription(type: 'offer' | 'answer', value: unknown): PeerMessage | null {
  const { type: saidType, sdp, offer } = fields(value);
  if (saidType !== type || typeof sdp !== 'string') return null;
  const named = typeof offer === 'string' && offer.length <= MAX_OFFER_NAME && { offer };
  return { type, description: { type, sdp, ...named } };
}

function parseCandidate(value: unknown): PeerMessage | null {
  if (value === null || value === undefined || value === '') return { type: 'candidate', candidate: null };
  return isFields(value) ? { type: 'candidate', candidate: value as RTCIceCandidateInit } : null;
}

function messageFrom(from: unknown, message: PeerMessage | null): SignalingEvent | null {
  if (typeof from !== 'string' || from === '' || !message) return null;
  return { type: 'message', from, message };
}

function memberEvent(type: 'enter' | 'state', payload: unknown): SignalingEvent | null {
  const member = parseMember(payload);
  return member && { type, member };
}

function idEvent(type: 'exit' | 'away' | 'back', { id }: Fields): SignalingEvent | null {
  return typeof id === 'string' ? { type, id } : null;
}

const PARSERS: Readonly<Record<string, (payload: Fields) => SignalingEvent | null>> = {
  user_enter: (payload) => memberEvent('enter', payload),
  user_state: (payload) => memberEvent('state', payload),
  user_exit: (payload) => idEvent('exit', payload),
  user_away: (payload) => idEvent('away', payload),
  user_back: (payload) => idEvent('back', payload),
  seat_taken: () => ({ type: 'seat_taken' }),
  admitted: (answer) => ({ type: 'admitted', answer }),
  denied: ({ reason }) => ({ type: 'denied', reason: text(reason) }),
  removed: () => ({ type: 'removed' }),
  getOffer: (payload) => messageFrom(payload['offerSendID'], parseDescription('offer', payload['sdp'])),
  getAnswer: (payload) => messageFrom(payload['answerSendID'], parseDescription('answer', payload['sdp'])),
  getCandidate: (payload) => messageFrom(payload['candidateSendID'], parseCandidate(payload['candidate'])),
};

/** The events to listen for. `all_users` and `room_full` are not among them: the acknowledgement says the same. */
export const EVENT_NAMES: readonly string[] = Object.keys(PARSERS);

/** What an event means; null for what is not understood, which is then as if it had not come. */
export function parseEvent(name: string, payload: unknown): SignalingEvent | null {
  return PARSERS[name]?.(fields(payload)) ?? null;
}

/** `seat`: what an earlier place in this room left, to take it again. */
export function joinRequest(wanted: JoinRequest, state: SourceState, seat: string | null): Request {
  const { room, label: email, password, invite, visitor } = wanted;
  const asked = {
    ...(password !== undefined && { password }),
    ...(invite !== undefined && { invite }),
    ...(visitor !== undefined && { visitor }),
  };
  return ['join_room', { room, email, state, ...asked, ...(seat !== null && { resume: seat }) }];
}

export function stateRequest(state: SourceState, label: string): Request {
  return ['update_state', { ...state, email: label }];
}

/** A message to one other member. The sender's id is not among the fields: the server stamps it. */
export function messageRequest(to: string, message: PeerMessage): Request {
  switch (message.type) {
    case 'offer':
      return ['offer', { sdp: message.description, offerReceiveID: to }];
    case 'answer':
      return ['answer', { sdp: message.description, answerReceiveID: to }];
    case 'candidate':
      return ['candidate', { candidate: message.candidate, candidateReceiveID: to }];
  }
}
