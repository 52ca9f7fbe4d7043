import type { Clock, Random } from '../clock';

interface Due {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Everything promised so far has happened. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Deeper than any chain of promises that one callback sets off. */
const CHAIN = 100;

/** As `settled`, for what waits for nothing but promises; does not go through the event loop, so a thousand are cheap. */
async function promisesSettled(): Promise<void> {
  for (let turn = 0; turn < CHAIN; turn += 1) await Promise.resolve();
}

/** Time that only passes when told to; what is due at once happens in the order it was asked for. */
export class VirtualClock implements Clock {
  private time = 0;
  private asked = 0;
  private due: Due[] = [];

  readonly now = (): number => this.time;

  readonly after = (ms: number, callback: () => void): (() => void) => {
    const entry = { at: this.time + Math.max(0, ms), order: (this.asked += 1), callback };
    const place = this.due.findIndex((other) => other.at > entry.at);
    this.due.splice(place < 0 ? this.due.length : place, 0, entry);
    return () => {
      this.due = this.due.filter((other) => other !== entry);
    };
  };

  /** Lets `ms` pass, with all that happens meanwhile. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (let next = this.due[0]; next && next.at <= end; next = this.due[0]) {
      this.due.shift();
      this.time = next.at;
      next.callback();
      await promisesSettled();
    }
    this.time = end;
    await settled();
  }
}

/** A repeatable source of chance (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
