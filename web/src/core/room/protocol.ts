import { normalizeLabel } from '../names';
import type { Source } from '../types';
import type { NumberedMessage } from './chat';
import type { Fields } from './link';
import { cleanText } from './text';
import {
  REACTIONS,
  type Ask,
  type Invite,
  type Reaction,
  type RoomSettings,
  type Standing,
  type WaitingGuest,
} from './types';

export const OPEN_ROOM: RoomSettings = {
  locked: false,
  password: false,
  lobby: false,
  chat: 'everyone',
  share: 'everyone',
  history: false,
};

const SOURCES: readonly Source[] = ['microphone', 'camera', 'screen'];

export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fields) : []);

export function parseSettings(value: unknown): RoomSettings {
  const { locked, password, lobby, chat, share, history } = fields(value);
  return {
    locked: locked === true,
    password: password === true,
    lobby: lobby === true,
    chat: chat === 'hosts' || chat === 'off' ? chat : 'everyone',
    share: share === 'hosts' ? 'hosts' : 'everyone',
    history: history === true,
  };
}

export function parseStanding({ role, hand }: Fields): Standing {
  return { role: role === 'host' ? 'host' : 'guest', hand: count(hand) };
}

/** Everybody in a list of users, with their standing. */
export function parseStandings(users: unknown): [id: string, Standing][] {
  return list(users)
    .filter(({ id }) => typeof id === 'string')
    .map((user) => [text(user['id']), parseStanding(user)]);
}

export function parseMessage(value: unknown): NumberedMessage | null {
  const { n, from, email, text: words, at } = fields(value);
  if (typeof n !== 'number' || typeof from !== 'string' || typeof words !== 'string') return null;
  return { n, from, label: normalizeLabel(text(email)), text: cleanText(words), at: count(at) };
}

export function parseMessages(value: unknown): NumberedMessage[] {
  return list(value)
    .map(parseMessage)
    .filter((message) => message !== null);
}

export function parseWaiting(payload: unknown): WaitingGuest[] {
  return list(payload)
    .filter(({ id }) => typeof id === 'string')
    .map(({ id, email }) => ({ id: text(id), label: normalizeLabel(text(email)) }));
}

export function parseReaction({ id, reaction }: Fields): { from: string; reaction: Reaction } | null {
  const known = REACTIONS.find((one) => one === reaction);
  return typeof id === 'string' && known ? { from: id, reaction: known } : null;
}

export function parseAsk({ source, on, by }: Fields): Omit<Ask, 'key'> | null {
  const known = SOURCES.find((one) => one === source);
  return known && typeof on === 'boolean' ? { source: known, on, by: text(by) } : null;
}

export function parseInvite({ invite, expires }: Fields): Invite {
  return { token: text(invite), expires: count(expires) };
}
