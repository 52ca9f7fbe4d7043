import { MAX_NAME_BYTES, normalizeRoom, roomFromPath } from '../core';

const RANDOM_NAME = /^[0-9a-z]{5}(?:-[0-9a-z]{5}){3}$/;

/** Whether a name was made at random, and so says nothing to people. */
export function isRandomName(room: string): boolean {
  return RANDOM_NAME.test(room);
}

/** What to show of a random name: enough to tell two rooms apart. */
export function shortName(room: string): string {
  return room.slice(0, 5);
}

export type RoomInput = { readonly room: string } | { readonly problem: 'empty' | 'long' | 'unusable' };

/** The room meant by what somebody typed or pasted: a link to one, or its name. */
export function parseRoomInput(text: string): RoomInput {
  const path = /^(?:https?:\/\/)?[^/\s]*(\/r\/[^/?#\s]+)/i.exec(text.trim())?.[1];
  const room = (path && roomFromPath(path)) ?? normalizeRoom(text);
  if (room !== null && room !== '') return { room };
  if (text.trim() === '') return { problem: 'empty' };
  return { problem: new TextEncoder().encode(text.trim()).length > MAX_NAME_BYTES ? 'long' : 'unusable' };
}
