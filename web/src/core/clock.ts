/** Time as the core sees it: injected, so that tests run on a virtual one. */
export interface Clock {
  /** Milliseconds from any fixed point, never going back. */
  now: () => number;
  /** Calls `callback` once after `ms`; the returned function cancels it. */
  after: (ms: number, callback: () => void) => () => void;
}

/** A number in [0, 1), as `Math.random`. */
export type Random = () => number;

export const systemClock: Clock = {
  now: () => globalThis.performance.now(),
  after: (ms, callback) => {
    const timer = globalThis.setTimeout(callback, ms);
    return () => globalThis.clearTimeout(timer);
  },
};

/** At most one pending timer: setting it again replaces the last. */
export class Timer {
  private cancelPending: (() => void) | null = null;

  constructor(private readonly clock: Clock) {}

  get pending(): boolean {
    return this.cancelPending !== null;
  }

  set(ms: number, callback: () => void): void {
    this.cancel();
    this.cancelPending = this.clock.after(ms, () => {
      this.cancelPending = null;
      callback();
    });
  }

  cancel(): void {
    this.cancelPending?.();
    this.cancelPending = null;
  }
}
