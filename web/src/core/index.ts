/**
 * The client library: a call over moim's signaling protocol, without React and without a page.
 *
 * @example
 * const media = new LocalMedia();
 * const client = new MoimClient();
 * sendLocalMedia(media, client);
 * await media.start({ microphone: true, camera: true });
 * await client.join({ room: newRoomName(), label: 'Minsu' });
 * client.subscribe(() => draw(client.getSnapshot()));
 *
 * @module
 */
export { Store, type Observable } from './observable';
export {
  MAX_LABEL_GRAPHEMES,
  MAX_NAME_BYTES,
  newRoomName,
  normalizeLabel,
  normalizeRoom,
  roomFromPath,
  roomPath,
} from './names';
export { DEFAULT_PREFERENCES, PreferenceStore, type Preferences } from './preferences';
export { browserStorage, type KeyValueStorage } from './storage';
export { rememberCall, rememberedCall, type RememberedCall } from './call-memory';
export { TabSeats, type SeatStore } from './seat';
export * from './types';
export * from './statistics/types';
export { MoimClient, type MoimClientOptions } from './client';
export { systemClock, type Clock, type Random } from './clock';
export { browserNetwork, type Network } from './network';
export { browserRtc, streamOf, type Rtc } from './rtc';
export { createSocket, type SocketFactory, type SocketPort } from './socket';
export { ScreenShare, sendScreen, type DisplayPort, type ScreenShareOptions } from './screen-share';
export { LocalMedia, sendLocalMedia, type LocalMediaOptions } from './local-media';
export { isInAppBrowser, type MediaEnvironment } from './media-errors';
export * from './room';
