import { systemClock, Timer, type Clock, type Random } from '../clock';
import { normalizeLabel } from '../names';
import { Store, type Observable } from '../observable';
import { parseIceServers } from '../protocol';
import { Signaling } from '../signaling';
import { createSocket, type SocketFactory } from '../socket';
import type { JoinRequest } from '../types';
import type { Fields } from './link';

/** What anybody may know of a room without being in it. */
export interface Glance {
  /** How many are inside; 0 where the room does not tell. */
  readonly count: number;
  readonly limit: number;
  readonly locked: boolean;
  readonly password: boolean;
  readonly lobby: boolean;
  /** What those inside call themselves, cleaned for display; some may be empty. None where the room does not tell. */
  readonly labels: readonly string[];
  /** The servers that help to find a way to others; absent where the room tells them only to those inside. */
  readonly iceServers?: readonly RTCIceServer[];
}

export interface GlanceOptions {
  readonly room: string;
  /** What would be told with a request for a place. */
  readonly admission?: () => Pick<JoinRequest, 'invite' | 'visitor'>;
  /** Where the server is; without one, where the page came from. */
  readonly url?: string;
  readonly createSocket?: SocketFactory;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** The pause between two looks, in milliseconds. */
export const LOOK_AGAIN = 4_000;
/** Labels shown at most; a room that says more is cut. */
const MAX_LABELS = 100;

/** Looks into a room from outside, again and again while somebody wants to know; null until it has seen anything. */
export interface RoomWindow extends Observable<Glance | null> {
  /** Looks until the returned function is called. Several may look at once. */
  readonly watch: () => () => void;
}

/** A look through a connection of its own: it holds no place, and is gone when nobody looks. */
export class ServerWindow implements RoomWindow {
  private readonly store = new Store<Glance | null>(null);
  private readonly signaling: Signaling;
  private readonly pause: Timer;
  private readonly question: () => object;
  private watchers = 0;

  readonly subscribe = this.store.subscribe;
  readonly getSnapshot = this.store.getSnapshot;

  constructor({ room, url, clock = systemClock, random = Math.random, ...options }: GlanceOptions) {
    this.question = () => ({ ...options.admission?.(), room });
    this.pause = new Timer(clock);
    this.signaling = new Signaling({
      createSocket: options.createSocket ?? createSocket,
      ...(url !== undefined && { url }),
      clock,
      random,
      onConnect: () => this.look(),
      onEvent: () => undefined,
      onChange: () => undefined,
    });
  }

  readonly watch = (): (() => void) => {
    this.watchers += 1;
    if (this.watchers === 1) this.signaling.open();
    let watching = true;
    return () => {
      if (watching) this.stop();
      watching = false;
    };
  };

  private stop(): void {
    this.watchers -= 1;
    if (this.watchers > 0) return;
    this.pause.cancel();
    this.signaling.close();
    // What was seen is not true for long.
    this.store.set(null);
  }

  private look(): void {
    this.pause.cancel();
    this.signaling.request(['peek_room', this.question()], (answer) => {
      if (this.watchers === 0) return;
      if (answer.ok) this.store.set(parseGlance(answer.fields));
      // A server that does not know the question is not asked again.
      if (answer.ok || answer.error.code === 'too_fast') this.pause.set(LOOK_AGAIN, () => this.look());
    });
  }
}

function parseGlance({ count, limit, locked, password, lobby, users, iceServers }: Fields): Glance {
  const labels = Array.isArray(users) ? (users as unknown[]).slice(0, MAX_LABELS) : [];
  return {
    count: typeof count === 'number' ? count : 0,
    limit: typeof limit === 'number' ? limit : 0,
    locked: locked === true,
    password: password === true,
    lobby: lobby === true,
    labels: labels.map((label) => (typeof label === 'string' ? normalizeLabel(label) : '')),
    ...(iceServers !== undefined && { iceServers: parseIceServers(iceServers) }),
  };
}
