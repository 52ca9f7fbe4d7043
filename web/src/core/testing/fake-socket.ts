import type { SocketPort } from '../socket';
import type { FakeServer } from './fake-server';
import type { FakeSession } from './fake-seats';

type Fields = Record<string, unknown>;

/** One client's way to the server: ordered both ways, each message on its way for a random time. */
export class FakeSocket implements SocketPort {
  connected = false;
  /** Swallows everything without a sign, as a network that is gone. */
  silent = false;
  /** What a recovered connection goes on with, as `pid` does. */
  session: FakeSession | null = null;
  private readonly connectListeners: ((recovered: boolean) => void)[] = [];
  private readonly downListeners: (() => void)[] = [];
  private readonly events = new Map<string, (payload: unknown) => void>();
  private arrival = { up: 0, down: 0 };
  private generation = 0;

  constructor(private readonly server: FakeServer) {}

  connect = (): void => {
    const generation = (this.generation += 1);
    this.server.clock.after(this.server.delay(), () => {
      if (generation !== this.generation) return;
      if (!this.server.up || this.silent) {
        for (const listener of this.downListeners) listener();
        return;
      }
      this.connected = true;
      const recovered = this.server.opened(this);
      for (const listener of this.connectListeners) listener(recovered);
    });
  };

  disconnect = (): void => {
    this.generation += 1;
    if (!this.connected) return;
    // What was sent before still arrives.
    const { session } = this;
    this.travel('up', () => session && this.server.ended(session), false);
    this.connected = false;
  };

  drop = (): void => {
    this.generation += 1;
    if (!this.connected) return;
    this.connected = false;
    if (this.session && !this.silent) this.server.broke(this.session);
  };

  onConnect = (listener: (recovered: boolean) => void): void => void this.connectListeners.push(listener);
  onDown = (listener: () => void): void => void this.downListeners.push(listener);
  onEvent = (name: string, listener: (payload: unknown) => void): void =>
    void this.events.set(name, listener);

  emit = (name: string, payload: object | undefined, acknowledge: (answer: unknown) => void): void => {
    const received = structuredClone(payload) as Fields | undefined;
    const { session } = this;
    this.travel('up', () => {
      this.server.received.push([name, received]);
      if (!session) return;
      this.server.handle(session, name, received ?? {}, (answer) =>
        this.travel('down', () => acknowledge(answer)),
      );
    });
  };

  deliver(name: string, payload: unknown): void {
    this.travel('down', () => this.events.get(name)?.(structuredClone(payload)));
  }

  /** The connection breaks: both sides notice at once. */
  kill(): void {
    if (!this.connected) return;
    this.drop();
    for (const listener of this.downListeners) listener();
  }

  /** The page is gone, and the browser says so. */
  closePage(): void {
    this.connected = false;
    this.generation += 1;
    if (this.session) this.server.wentAway(this.session);
    this.silent = true;
  }

  private travel(way: 'up' | 'down', arrived: () => void, needsConnection = true): void {
    if (this.silent) return;
    const { clock } = this.server;
    const { generation } = this;
    this.arrival[way] = Math.max(this.arrival[way], clock.now() + this.server.delay());
    clock.after(this.arrival[way] - clock.now(), () => {
      const stale = needsConnection && (!this.connected || generation !== this.generation);
      const lostOnTheWay = stale && way === 'down';
      if (!lostOnTheWay && !this.silent) arrived();
    });
  }
}
