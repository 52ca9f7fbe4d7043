import { useEffect } from 'react';
import type { Glance, RoomWindow } from '../core';
import { useObservable } from './useObservable';

/** What is known of the room from outside, kept fresh while the component is shown; null until anything is. */
export function useGlance(outside: RoomWindow): Glance | null {
  useEffect(() => outside.watch(), [outside]);
  return useObservable(outside);
}
