export { Room, type RoomOptions } from './room';
export { CHUNK } from './chat';
export type { RoomLink } from './link';
export { OPEN_ROOM } from './protocol';
export { ServerWindow, type Glance, type GlanceOptions, type RoomWindow } from './glance';
export { codePoints, cleanText, MAX_MESSAGE, splitLinks, type TextPart } from './text';
export { visitorId } from './visitor';
export * from './types';
