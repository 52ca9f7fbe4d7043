import { browserStorage, roomFromPath, type KeyValueStorage } from '../core';

const KEY = 'moim.invite';
const FRAGMENT = /^#invite=([\w.~%-]{1,2000})$/;

/** What opens a room to whoever follows an invitation's link: kept for the tab, one room's at a time. */
export interface InviteStore {
  readonly read: (room: string) => string | null;
  readonly forget: () => void;
  readonly dispose: () => void;
}

/**
 * Takes the invitation out of the address, now and whenever one is pasted there: the fragment goes, so that it is in no
 * picture of the screen, no bookmark and no link that is copied from the address bar.
 */
export function keepInvites(
  view: Window,
  storage: KeyValueStorage | null = browserStorage('sessionStorage'),
): InviteStore {
  let kept = parse(readKept(storage));
  const keep = (invite: readonly [string, string] | null): void => {
    kept = invite;
    try {
      if (invite) storage?.setItem(KEY, JSON.stringify(invite));
      else storage?.removeItem(KEY);
    } catch {
      // Kept until the page goes.
    }
  };
  const take = (): void => {
    const token = FRAGMENT.exec(view.location.hash)?.[1];
    const room = roomFromPath(view.location.pathname);
    if (token === undefined || room === null) return;
    keep([room, decode(token)]);
    view.history.replaceState(view.history.state, '', view.location.pathname + view.location.search);
  };
  take();
  view.addEventListener('hashchange', take);
  return {
    read: (room) => (kept?.[0] === room ? kept[1] : null),
    forget: () => keep(null),
    dispose: () => view.removeEventListener('hashchange', take),
  };
}

/** The link that carries an invitation: what is behind the # never reaches a server on its own. */
export function inviteLink(roomLink: string, token: string): string {
  return `${roomLink}#invite=${encodeURIComponent(token)}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readKept(storage: KeyValueStorage | null): string | null {
  try {
    return storage?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}

function parse(text: string | null): readonly [string, string] | null {
  try {
    const [room, token] = JSON.parse(text ?? '[]') as unknown[];
    return typeof room === 'string' && typeof token === 'string' ? [room, token] : null;
  } catch {
    return null;
  }
}
