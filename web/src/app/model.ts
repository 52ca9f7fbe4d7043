import { Store, type Observable } from '../core';
import type { Route, Router } from './router';
import type { Session } from './session';

export interface ModelSnapshot {
  readonly route: Route;
  /** The open room; only while the address names one. */
  readonly session?: Session;
}

export interface Model extends Observable<ModelSnapshot> {
  dispose: () => void;
}

/** Opens a room when the address names one, and closes it when the address names another or none. */
export function createModel(router: Router, open: (room: string) => Session): Model {
  const store = new Store<ModelSnapshot>(enter(router.getSnapshot(), open));
  const stop = router.subscribe(() => {
    const before = store.getSnapshot();
    const route = router.getSnapshot();
    if (route.screen === 'room' && before.session?.room === route.room) return;
    before.session?.dispose();
    store.set(enter(route, open));
  });
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    dispose: () => {
      stop();
      store.getSnapshot().session?.dispose();
    },
  };
}

function enter(route: Route, open: (room: string) => Session): ModelSnapshot {
  return route.screen === 'room' ? { route, session: open(route.room) } : { route };
}
