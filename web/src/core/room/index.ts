export { Room, type RoomOptions } from './room';
export type { RoomLink } from './link';
export { OPEN_ROOM } from './protocol';
export { codePoints, cleanText, MAX_MESSAGE, splitLinks, type TextPart } from './text';
export { visitorId } from './visitor';
export * from './types';
