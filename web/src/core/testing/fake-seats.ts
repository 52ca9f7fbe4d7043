import { Timer, type Clock } from '../clock';
import type { FakeSocket } from './fake-socket';

type Fields = Record<string, unknown>;

/** What the server keeps of one connection, also while it is broken. */
export class FakeSession {
  seat: FakeSeat | null = null;
  client: FakeSocket | null;
  private missed: [name: string, payload: unknown][] = [];
  readonly hold: Timer;

  constructor(client: FakeSocket, clock: Clock) {
    this.client = client;
    this.hold = new Timer(clock);
  }

  deliver(name: string, payload: unknown): void {
    if (this.client) this.client.deliver(name, payload);
    else this.missed.push([name, payload]);
  }

  /** The connection is back: what was missed follows. */
  recover(client: FakeSocket): void {
    this.hold.cancel();
    this.client = client;
    const missed = this.missed;
    this.missed = [];
    for (const [name, payload] of missed) client.deliver(name, payload);
  }
}

/** One person's place in one room. */
export interface FakeSeat {
  readonly id: string;
  readonly room: string;
  label: string;
  state: Fields;
  session: FakeSession;
  away: boolean;
}

export const describeSeat = ({ id, label, state, away }: FakeSeat) => ({
  id,
  email: label,
  state,
  ...(away && { away }),
});

const PREFIX = 'seat';

/** What takes a seat again; signed by a real server. */
export const tokenOf = ({ room, id }: FakeSeat): string => JSON.stringify([PREFIX, room, id]);

/** The id a token is for; null when it is none of this room. */
export function readToken(token: unknown, room: string): string | null {
  if (typeof token !== 'string') return null;
  const [prefix, itsRoom, id] = JSON.parse(token) as string[];
  return prefix === PREFIX && itsRoom === room ? (id ?? null) : null;
}
