import { normalizeLabel } from './names';
import { CallError, type CallErrorCode, type SourceState } from './types';

/** Somebody in a room, as the server tells it. */
export interface Member {
  readonly id: string;
  readonly label: string;
  readonly state: SourceState;
}

/** The acknowledgement of `join_room`. */
export interface Place {
  readonly selfId: string;
  readonly room: string;
  readonly members: readonly Member[];
  readonly limit: number;
  readonly iceServers: RTCIceServer[];
}

/** What reaches one peer from another. */
export type PeerMessage =
  | { readonly type: 'offer' | 'answer'; readonly description: RTCSessionDescriptionInit }
  | { readonly type: 'candidate'; readonly candidate: RTCIceCandidateInit | null };

/** What the server tells while one is in a room. */
export type SignalingEvent =
  | { readonly type: 'enter' | 'state'; readonly member: Member }
  | { readonly type: 'exit'; readonly id: string }
  | {
      readonly type: 'message';
      readonly from: string;
      readonly message: PeerMessage;
    };

/** One event to the server: its name and payload. */
export type Request = readonly [event: string, payload?: object];

type Fields = Readonly<Record<string, unknown>>;

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
]);

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const fields = (value: unknown): Fields => (isFields(value) ? value : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const flag = (value: unknown, standard: boolean): boolean => (typeof value === 'boolean' ? value : standard);

function parseState(value: unknown): SourceState {
  const { microphone, camera, screen } = fields(value);
  return {
    microphone: flag(microphone, BASE_STATE.microphone),
    camera: flag(camera, BASE_STATE.camera),
    screen: flag(screen, BASE_STATE.screen),
  };
}

function parseMember(value: unknown): Member | null {
  const { id, email, state } = fields(value);
  if (typeof id !== 'string' || id === '') return null;
  return { id, label: normalizeLabel(text(email)), state: parseState(state) };
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

/** The positive answer to `join_room`; null when it is none. */
export function parsePlace(answer: Fields): Place | null {
  const { id, room, users, limit, iceServers } = answer;
  if (typeof id !== 'string' || id === '') return null;
  return {
    selfId: id,
    room: text(room),
    members: parseList(users, parseMember),
    limit: typeof limit === 'number' ? limit : 0,
    iceServers: parseList(iceServers, parseIceServer),
  };
}

/** An acknowledgement as an error, or null when it is a positive one. */
export function parseFailure(answer: unknown): CallError | null {
  const { ok, error } = fields(answer);
  if (ok === true) return null;
  const { code, message, limit } = fields(error);
  const known = ERROR_CODES.has(text(code)) ? (code as CallErrorCode) : 'bad_request';
  return new CallError(known, text(message) || known, typeof limit === 'number' ? limit : undefined);
}

function parseDescription(type: 'offer' | 'answer', value: unknown): PeerMessage | null {
  const { type: saidType, sdp } = fields(value);
  return saidType === type && typeof sdp === 'string' ? { type, description: { type, sdp } } : null;
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

const PARSERS: Readonly<Record<string, (payload: Fields) => SignalingEvent | null>> = {
  user_enter: (payload) => memberEvent('enter', payload),
  user_state: (payload) => memberEvent('state', payload),
  user_exit: ({ id }) => (typeof id === 'string' ? { type: 'exit', id } : null),
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

export function joinRequest(room: string, label: string, state: SourceState): Request {
  return ['join_room', { room, email: label, state }];
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
