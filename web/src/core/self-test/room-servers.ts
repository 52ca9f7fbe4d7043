import type { RoomWindow } from '../room/glance';
import { whenAborted } from './aborted';

/** What a room tells of its servers to those who look in from outside; null where it does not, or not in time. */
export function serversSeen(
  outside: RoomWindow,
  signal: AbortSignal,
): Promise<readonly RTCIceServer[] | null> {
  return new Promise((resolve) => {
    const look = (): void => {
      const seen = outside.getSnapshot();
      if (seen) end(seen.iceServers ?? null);
    };
    const end = (servers: readonly RTCIceServer[] | null): void => {
      stopListening();
      stopWatching();
      resolve(servers);
    };
    const stopWatching = outside.watch();
    const stopListening = outside.subscribe(look);
    whenAborted(signal, () => end(null));
    look();
  });
}
