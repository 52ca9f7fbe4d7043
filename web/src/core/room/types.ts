import type { Observable } from '../observable';
import type { CallErrorCode, Source } from '../types';

/** A host decides about the room; everybody else is a guest. */
export type Role = 'host' | 'guest';

export type ChatPolicy = 'everyone' | 'hosts' | 'off';
export type SharePolicy = 'everyone' | 'hosts';

/** What the hosts have decided. The server holds everybody to it. */
export interface RoomSettings {
  /** Nobody else comes in. */
  readonly locked: boolean;
  /** Whether there is one; what it is nobody is told. */
  readonly password: boolean;
  /** Who comes waits until a host lets them in. */
  readonly lobby: boolean;
  readonly chat: ChatPolicy;
  readonly share: SharePolicy;
  /** Whoever comes later may read what was written before. */
  readonly history: boolean;
}

/** A change of settings; a password of `null` takes it away. */
export type SettingsChange = Partial<Omit<RoomSettings, 'password'> & { readonly password: string | null }>;

/** Somebody's standing in the room. */
export interface Standing {
  readonly role: Role;
  /** When the hand was raised, as a number that grows; 0 while it is down. */
  readonly hand: number;
}

export interface ChatMessage {
  /** The same for as long as the page is open. */
  readonly key: string;
  /** Public id of the writer. */
  readonly from: string;
  /** What the writer was called then, cleaned for display; may be empty. */
  readonly label: string;
  /** Plain text, cleaned of what would turn or hide the text around it. */
  readonly text: string;
  /** When the server took it, in milliseconds since 1970. */
  readonly at: number;
  readonly own: boolean;
}

/** Written here and not yet taken by the server. */
export interface PendingMessage {
  readonly key: string;
  readonly text: string;
  /** Why it will not be sent unless asked for again; absent while it waits or is on its way. */
  readonly refused?: CallErrorCode;
}

export interface ChatSnapshot {
  /** In the order the server took them. */
  readonly messages: readonly ChatMessage[];
  readonly pending: readonly PendingMessage[];
  /** What is pending is not on its way, but waits for the connection. */
  readonly held: boolean;
  /** Messages of others that came while nobody was reading. */
  readonly unread: number;
}

export const REACTIONS = ['thumbs_up', 'clap', 'heart', 'laugh', 'surprise', 'party'] as const;
export type Reaction = (typeof REACTIONS)[number];

export interface ShownReaction {
  readonly key: number;
  /** Public id of the one who reacts. */
  readonly from: string;
  readonly reaction: Reaction;
}

/** Somebody who asks to be let in. */
export interface WaitingGuest {
  readonly id: string;
  readonly label: string;
}

/** A host's wish about what this browser sends. One to switch off has been obeyed already; one to switch on is only asked. */
export interface Ask {
  readonly key: number;
  readonly source: Source;
  readonly on: boolean;
  /** Public id of the host. */
  readonly by: string;
}

/** What the server did not take of what one does beside talking. */
export interface RefusedSign {
  readonly sign: 'hand' | 'reaction';
  readonly code: CallErrorCode;
}

export interface RoomSnapshot {
  readonly selfId: string;
  readonly role: Role;
  readonly settings: RoomSettings;
  /** Of everybody in the room, oneself included, by public id. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Public ids of those with a raised hand, the first one first. */
  readonly hands: readonly string[];
  readonly chat: ChatSnapshot;
  /** Reactions to show now; each goes by itself. */
  readonly reactions: readonly ShownReaction[];
  /** Told to hosts only. */
  readonly waiting: readonly WaitingGuest[];
  /** What hosts asked and is not dismissed, the oldest first. */
  readonly asks: readonly Ask[];
  /** What one asked of the server and waits for the connection to be asked. */
  readonly queued: number;
  /** How much of that was not done, because the connection was away for too long; until it is dismissed. */
  readonly undone: number;
  /** The last sign, if it was refused; until one is taken or this is dismissed. */
  readonly refused: RefusedSign | null;
}

export interface Invite {
  readonly token: string;
  /** In milliseconds since 1970. */
  readonly expires: number;
}

export interface InviteRequest {
  readonly seconds: number;
  readonly role: Role;
}

/** Why a text cannot be sent; null when it can. */
export type TextProblem = 'empty' | 'long' | 'many' | null;

/**
 * The manners of the room one is in: roles and settings, chat, hands, reactions, who waits. Commands that return a promise
 * reject with a `CallError` when the server refuses them or cannot be reached; what comes of them is in the snapshot.
 */
export interface RoomController extends Observable<RoomSnapshot> {
  /** Writes to everybody, now or as soon as the server is back. Null when it is taken. */
  readonly write: (text: string) => TextProblem;
  /** Tries a refused message again, at the end of the queue. */
  readonly rewrite: (key: string) => void;
  /** Forgets a message that was not sent. */
  readonly discard: (key: string) => void;
  /** While somebody reads the chat nothing in it is unread. */
  readonly setReading: (reading: boolean) => void;
  readonly raiseHand: (raised: boolean) => Promise<void>;
  /** A host's: lowers the hand of one, by public id, or of `all`. */
  readonly lowerHand: (who: string) => Promise<void>;
  /** Shows a reaction to everybody. False, and told as refused, when it came too soon after the last ones. */
  readonly react: (reaction: Reaction) => boolean;
  /** A host's: lets one in who waits, by id, or `all`. */
  readonly admit: (who: string) => Promise<void>;
  readonly deny: (who: string) => Promise<void>;
  /** Out, for the life of the room. */
  readonly remove: (id: string) => Promise<void>;
  readonly askState: (id: string, source: Source, on: boolean) => Promise<void>;
  readonly setRole: (id: string, role: Role) => Promise<void>;
  readonly update: (change: SettingsChange) => Promise<void>;
  readonly createInvite: (request: InviteRequest) => Promise<Invite>;
  /** What was not done has been read. */
  readonly dismissUndone: () => void;
  /** What was refused has been read. */
  readonly dismissRefused: () => void;
  /** What a host asked has been answered or read. */
  readonly dismiss: (ask: Ask) => void;
  readonly dispose: () => void;
}
