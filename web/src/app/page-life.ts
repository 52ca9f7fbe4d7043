import type { Session } from './session';

/**
 * Tells the open session when the page goes and comes. A page that is loaded again, or closed, only remembers: its socket
 * is closed by the browser, which tells the server why. A page that is put away whole, to be shown again by the back
 * button, would hold its place and its camera for nobody.
 */
export function followPage(view: Pick<Window, 'addEventListener'>, session: () => Session | undefined): void {
  view.addEventListener('pagehide', ({ persisted }) => {
    if (persisted) session()?.suspend();
    else session()?.remember();
  });
  view.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) session()?.wake();
  });
}
