import { useManners } from './useManners';

/** Whose turn somebody's raised hand is: 1 for the first; 0 while it is down. */
export function useHandPlace(id: string): number {
  return useManners().room.hands.indexOf(id) + 1;
}
