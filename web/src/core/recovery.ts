import { Timer, type Clock, type Random } from './clock';

/**
 * What to try next: `restart` finds new paths for the connection there is; `rebuild` starts over with a new one, which
 * also helps with somebody whose client knows no restart.
 */
export type Attempt = 'restart' | 'rebuild';

export type RecoveryState = 'connecting' | 'connected' | 'unstable' | 'recovering' | 'exhausted';

export interface RecoveryOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** One of the two sides goes first; the other gives it a moment. */
  readonly goesFirst: boolean;
  readonly attempt: (what: Attempt) => void;
  readonly onChange: () => void;
}

/** A first connection that takes longer needs help, in milliseconds. */
export const CONNECT_PATIENCE = 15_000;
/** A disturbance that heals itself usually does so within this time. */
export const UNSTABLE_PATIENCE = 2_000;
/** Head start of the side that goes first. */
export const HEAD_START = 1_000;
/** Between attempts: at least this, and up to the jitter more. The first ones follow each other faster. */
export const ATTEMPT_PAUSE = 4_000;
export const ATTEMPT_JITTER = 7_000;
export const QUICK_ATTEMPTS = 2;
export const QUICK_PAUSE = 2_000;
/** After this long without success it is given up until asked for. */
export const RECOVERY_PATIENCE = 120_000;

/** Every third attempt starts over. */
const REBUILD_EVERY = 3;

/** When to try to repair one connection, and how. Told of every change of it; knows nothing of what it is. */
export class Recovery {
  private currentState: RecoveryState = 'connecting';
  private readonly timer: Timer;
  private attempts = 0;
  private lostAt = 0;

  constructor(private readonly options: RecoveryOptions) {
    this.timer = new Timer(options.clock);
    this.timer.set(CONNECT_PATIENCE, () => this.begin(0));
  }

  get state(): RecoveryState {
    return this.currentState;
  }

  /** Media flows. */
  connected(): void {
    this.timer.cancel();
    this.enter('connected');
  }

  /** Media stopped but may come back by itself. */
  disturbed(): void {
    if (this.currentState !== 'connected') return;
    this.enter('unstable');
    this.timer.set(UNSTABLE_PATIENCE, () => this.begin(this.headStart()));
  }

  /** Media stopped and will not come back by itself. */
  lost(): void {
    if (this.currentState === 'recovering' || this.currentState === 'exhausted') return;
    this.begin(this.headStart());
  }

  /** The other side began to repair: what is planned here waits for it. */
  helped(): void {
    if (this.currentState === 'exhausted') this.begin(this.pause());
    else if (this.currentState !== 'connected') this.timer.set(this.pause(), () => this.try());
  }

  /** The other side started over: what was connected no longer is, and the other side is at it. */
  replaced(): void {
    if (this.currentState === 'connected') this.begin(this.pause());
    else this.helped();
  }

  /** Tries now, with new patience, unless all is well. */
  retry(): void {
    if (this.currentState !== 'connected') this.begin(0);
  }

  stop(): void {
    this.timer.cancel();
  }

  private begin(delay: number): void {
    this.attempts = 0;
    this.lostAt = this.options.clock.now();
    this.enter('recovering');
    if (delay === 0) this.try();
    else this.timer.set(delay, () => this.try());
  }

  private try(): void {
    if (this.currentState !== 'recovering') {
      this.begin(0);
      return;
    }
    if (this.options.clock.now() - this.lostAt >= RECOVERY_PATIENCE) {
      this.timer.cancel();
      this.enter('exhausted');
      return;
    }
    this.attempts += 1;
    this.timer.set(this.pause(), () => this.try());
    this.options.attempt(this.attempts % REBUILD_EVERY === 0 ? 'rebuild' : 'restart');
  }

  private headStart(): number {
    return this.options.goesFirst ? 0 : this.options.random() * HEAD_START;
  }

  private pause(): number {
    const [least, jitter] =
      this.attempts <= QUICK_ATTEMPTS ? [QUICK_PAUSE, QUICK_PAUSE] : [ATTEMPT_PAUSE, ATTEMPT_JITTER];
    return least + this.options.random() * jitter;
  }

  private enter(state: RecoveryState): void {
    if (state === this.currentState) return;
    this.currentState = state;
    this.options.onChange();
  }
}
