import type { ConnectionState, LinkState } from './types';

/** Where the way to the server is. `waiting` has the next attempt planned; `exhausted` has been without success for long. */
export type SocketState = 'closed' | 'connecting' | 'connected' | 'waiting' | 'exhausted';

export interface ConnectionInput {
  readonly socket: SocketState;
  /** The socket has been connected before in this call. */
  readonly everConnected: boolean;
  /** What the browser says of the network; only a "no" can be relied on. */
  readonly online: boolean;
  readonly links: readonly LinkState[];
}

function worstLink(links: readonly LinkState[]): ConnectionState {
  const all = (state: LinkState) => links.length > 0 && links.every((link) => link === state);
  const any = (state: LinkState) => links.includes(state);
  if (all('failed')) return 'failed';
  if (any('reconnecting')) return 'reconnecting';
  if (any('unstable') || any('failed')) return 'unstable';
  return all('connecting') ? 'connecting' : 'connected';
}

/** The one state a person sees, from the state of everything below it. The way to the server goes first: without it nothing can be repaired. */
export function visibleConnection({
  socket,
  everConnected,
  online,
  links,
}: ConnectionInput): ConnectionState {
  if (socket === 'connected') return worstLink(links);
  if (!online) return 'offline';
  if (socket === 'exhausted') return 'failed';
  return everConnected || socket === 'waiting' ? 'reconnecting' : 'connecting';
}
