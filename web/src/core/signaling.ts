import { Timer, type Clock, type Random } from './clock';
import type { SocketState } from './connection';
import {
  EVENT_NAMES,
  parseEvent,
  parseFailure,
  type Fields,
  type Request,
  type SignalingEvent,
} from './protocol';
import type { SocketFactory, SocketPort } from './socket';
import { CallError } from './types';

/** The answer to a request: the fields of a positive acknowledgement, or why there is none. */
export type Answer =
  { readonly ok: true; readonly fields: Fields } | { readonly ok: false; readonly error: CallError };

export interface SignalingOptions {
  readonly createSocket: SocketFactory;
  readonly clock: Clock;
  readonly random: Random;
  readonly url?: string;
  /** The socket is connected, for the first time or again. `recovered`: what was missed meanwhile follows. */
  readonly onConnect: (recovered: boolean) => void;
  readonly onEvent: (event: SignalingEvent) => void;
  /** `state` or `retryAt` changed. */
  readonly onChange: () => void;
}

/** Without an acknowledgement for this long the connection counts as dead, in milliseconds. */
export const REQUEST_TIMEOUT = 6_000;
/**
 * A probe is answered within the time it last took to connect, which is several round trips, but not sooner than the
 * shorter of these nor later than the longer, in milliseconds; or the connection counts as dead.
 */
export const PROBE_PATIENCE = { least: 1_000, most: 3_000 };
/** Growth of the pause between attempts: from the first to the longest, in milliseconds, each halved at most by chance. */
export const FIRST_PAUSE = 250;
export const LONGEST_PAUSE = 2_000;
/** After this long without success the person is asked; trying goes on, more slowly. */
export const PATIENCE = 120_000;
export const PATIENT_PAUSE = 10_000;
/**
 * The first attempt may take so many times as long as the last that succeeded did, within these bounds, in milliseconds;
 * each further one twice as long as the one before.
 */
export const ATTEMPT_ALLOWANCE = 4;
export const ATTEMPT_LIMIT = { least: 1_500, first: 6_000, most: 15_000 };

const within = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value));

/** The way to the server: one socket, kept connected until closed, and requests with acknowledgements over it. */
export class Signaling {
  private readonly socket: SocketPort;
  private readonly pending = new Set<(answer: Answer) => void>();
  private readonly listeners = new Map<string, Set<(payload: unknown) => void>>();
  private readonly pause: Timer;
  private currentState: SocketState = 'closed';
  private plannedRetry: number | null = null;
  private attempts = 0;
  private downSince = 0;
  private startedAt = 0;
  /** How long the last successful attempt took; null before there was one. */
  private usual: number | null = null;
  private readonly probing: Timer;

  constructor(private readonly options: SignalingOptions) {
    this.pause = new Timer(options.clock);
    this.probing = new Timer(options.clock);
    this.socket = options.createSocket(options.url);
    this.socket.onConnect((recovered) => this.connected(recovered));
    this.socket.onDown(() => this.down());
    for (const name of EVENT_NAMES) this.listen(name, (payload) => this.received(name, payload));
  }

  get state(): SocketState {
    return this.currentState;
  }

  /** When the next attempt is made, by the clock; null when none is planned. */
  get retryAt(): number | null {
    return this.plannedRetry;
  }

  /** Connects, and stays connected until `close`. */
  open(): void {
    if (this.currentState !== 'closed') return;
    this.startWaiting();
    this.attempt();
  }

  close(): void {
    this.pause.cancel();
    this.plannedRetry = null;
    this.enter('closed');
    this.socket.disconnect();
    this.failPending();
  }

  /** Makes the planned attempt now, with new patience. */
  retryNow(): void {
    if (this.currentState !== 'waiting' && this.currentState !== 'exhausted') return;
    this.startWaiting();
    this.attempt();
  }

  /** There may be another way to the world: what was begun on the old one is abandoned, and it is tried at once. */
  networkChanged(): void {
    if (this.currentState === 'connecting') this.abandon();
    this.retryNow();
  }

  /** Finds out soon, by a request that is of no harm, whether the connection is as dead as something else is. */
  probe(request: Request): void {
    if (this.probing.pending || this.currentState !== 'connected') return;
    const { least, most } = PROBE_PATIENCE;
    this.probing.set(within(least, this.usual ?? most, most), () => {
      this.reset();
      // It has been waited for long enough already.
      this.retryNow();
    });
    this.request(request, () => this.probing.cancel());
  }

  /**
   * Sends an event. `answered` is called exactly once, in the order of what arrives from the server: before any event
   * that was sent after the acknowledgement. Without one for long the connection is made anew.
   */
  request([event, payload]: Request, answered: (answer: Answer) => void = () => undefined): void {
    if (this.currentState !== 'connected') {
      answered({ ok: false, error: new CallError('unreachable') });
      return;
    }
    const timeout = new Timer(this.options.clock);
    const finish = (answer: Answer) => {
      timeout.cancel();
      if (this.pending.delete(finish)) answered(answer);
    };
    this.pending.add(finish);
    timeout.set(REQUEST_TIMEOUT, () => {
      finish({ ok: false, error: new CallError('timeout') });
      this.reset();
    });
    this.socket.emit(event, payload, (answer) => finish(toAnswer(answer)));
  }

  /** Calls `listener` for every event of that name until the returned function is called. */
  listen(name: string, listener: (payload: unknown) => void): () => void {
    const known = this.listeners.get(name);
    const listeners = known ?? new Set();
    listeners.add(listener);
    if (!known) {
      this.listeners.set(name, listeners);
      this.socket.onEvent(name, (payload) => {
        if (this.currentState === 'connected') for (const each of [...listeners]) each(payload);
      });
    }
    return () => listeners.delete(listener);
  }

  private enter(state: SocketState): void {
    this.currentState = state;
    this.options.onChange();
  }

  private startWaiting(): void {
    this.attempts = 0;
    this.downSince = this.options.clock.now();
  }

  private attempt(): void {
    this.plannedRetry = null;
    this.attempts += 1;
    this.startedAt = this.options.clock.now();
    this.pause.set(this.attemptLimit(), () => this.reset());
    this.enter('connecting');
    this.socket.connect();
  }

  private attemptLimit(): number {
    const { least, first, most } = ATTEMPT_LIMIT;
    const limit = this.usual === null ? first : within(least, ATTEMPT_ALLOWANCE * this.usual, first);
    return Math.min(most, limit * 2 ** (this.attempts - 1));
  }

  /** Ends an attempt that is under way, without counting it. */
  private abandon(): void {
    this.enter('waiting');
    this.socket.drop();
  }

  private connected(recovered: boolean): void {
    if (this.currentState !== 'connecting') return;
    this.pause.cancel();
    this.usual = this.options.clock.now() - this.startedAt;
    this.enter('connected');
    this.options.onConnect(recovered);
  }

  private down(): void {
    if (this.currentState !== 'connected' && this.currentState !== 'connecting') return;
    if (this.currentState === 'connected') this.startWaiting();
    const { clock } = this.options;
    const exhausted = clock.now() - this.downSince >= PATIENCE;
    const pause = exhausted ? PATIENT_PAUSE : this.nextPause();
    this.plannedRetry = clock.now() + pause;
    this.pause.set(pause, () => this.attempt());
    this.enter(exhausted ? 'exhausted' : 'waiting');
    this.failPending();
  }

  private nextPause(): number {
    const full = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, this.attempts - 1));
    return full * (0.5 + this.options.random() / 2);
  }

  /** The connection looks alive but is not: away with it, and on as after any loss. */
  private reset(): void {
    if (this.currentState !== 'connected' && this.currentState !== 'connecting') return;
    this.down();
    this.socket.drop();
  }

  private failPending(): void {
    for (const finish of [...this.pending]) finish({ ok: false, error: new CallError('unreachable') });
  }

  private received(name: string, payload: unknown): void {
    const event = parseEvent(name, payload);
    if (event) this.options.onEvent(event);
  }
}

function toAnswer(answer: unknown): Answer {
  const error = parseFailure(answer);
  return error ? { ok: false, error } : { ok: true, fields: answer as Fields };
}
