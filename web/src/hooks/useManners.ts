import type { RoomSnapshot, RoomController } from '../core';
import { useCallView } from './useCallView';
import { useObservable } from './useObservable';

/** The manners of the room one is in, and what they stand at. */
export function useManners(): { readonly manners: RoomController; readonly room: RoomSnapshot } {
  const { manners } = useCallView().session;
  return { manners, room: useObservable(manners) };
}
