import { useSyncExternalStore } from 'react';
import { useCallView } from './useCallView';

/** Whose turn somebody's raised hand is: 1 for the first; 0 while it is down. Renders again only when that changes. */
export function useHandPlace(id: string): number {
  const { manners } = useCallView().session;
  return useSyncExternalStore(manners.subscribe, () => manners.getSnapshot().hands.indexOf(id) + 1);
}
