import { roomFromPath, Store, type Observable } from '../core';

export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'room'; readonly room: string }
  | { readonly screen: 'missing' };

/** What a path shows. */
export function parsePath(path: string): Route {
  if (path === '/' || path === '') return { screen: 'home' };
  const room = roomFromPath(path);
  return room === null ? { screen: 'missing' } : { screen: 'room', room };
}

export interface Router extends Observable<Route> {
  /** Shows another path and lets the back button return. */
  go: (path: string) => void;
  dispose: () => void;
}

export function createRouter(view: Window): Router {
  const store = new Store<Route>(parsePath(view.location.pathname));
  const read = (): void => store.set(parsePath(view.location.pathname));
  view.addEventListener('popstate', read);
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    go: (path) => {
      view.history.pushState(null, '', path + view.location.search);
      view.scrollTo(0, 0);
      read();
    },
    dispose: () => view.removeEventListener('popstate', read),
  };
}
