import type { ConnectionState, LinkState } from './types';

/** Where the way to the server is. `waiting` has the next attempt planned; `exhausted` has been without success for long. */
export type SocketState = 'closed' | 'connecting' | 'connected' | 'waiting' | 'exhausted';

export interface ConnectionInput {
  readonly socket: SocketState;
  /** The socket has been connected before in this call. */
  readonly everConnected: boolean;
  /** What the browser says of the network; only a "no" can be relied on. */
  readonly online: boolean;
  /** With everybody who is not away themselves. */
  readonly links: readonly LinkState[];
}

/** The best first. */
const LINKS = ['connected', 'unstable', 'reconnecting', 'connecting', 'failed'] as const;

/** What all have in common is one's own; what only some have is theirs, and is told beside their names. */
const commonLink = (links: readonly LinkState[]): ConnectionState =>
  LINKS.find((state) => links.includes(state)) ?? 'connected';

/** The one state a person sees, from the state of everything below it. The way to the server goes first: without it nothing can be repaired. */
export function visibleConnection({
  socket,
  everConnected,
  online,
  links,
}: ConnectionInput): ConnectionState {
  if (socket === 'connected') return commonLink(links);
  if (!online) return 'offline';
  if (socket === 'exhausted') return 'failed';
  return everConnected || socket === 'waiting' ? 'reconnecting' : 'connecting';
}
