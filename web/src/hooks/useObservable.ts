import { useSyncExternalStore } from 'react';
import type { Observable } from '../core';

/** The current snapshot of something observable; renders again when it changes. */
export function useObservable<Snapshot>(source: Observable<Snapshot>): Snapshot {
  return useSyncExternalStore(source.subscribe, source.getSnapshot);
}
