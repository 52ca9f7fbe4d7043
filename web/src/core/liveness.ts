import { Timer, type Clock } from './clock';

export interface LivenessOptions {
  readonly clock: Clock;
  /** Packets received so far, of everything. */
  readonly read: () => Promise<number>;
  /** `silent` changed. */
  readonly onChange: () => void;
  /** Nothing came for a moment: it may be nothing, or the end of the network. */
  readonly onDoubt: () => void;
}

/** How often the count is read, in milliseconds. */
export const READ_INTERVAL = 500;
/** Without a packet for this long, while there should be some, it is time to see whether the rest of the network is there. */
export const DOUBT = 1_000;
/** Without a packet for this long, something is wrong: well before a browser says so. */
export const SILENCE = 2_000;

/** Whether packets come in where they should. Says nothing before the first have come. */
export class Liveness {
  private readonly timer: Timer;
  private received = 0;
  private lastProgress: number | null = null;
  private isExpected = true;
  private isSilent = false;
  private doubted = false;

  constructor(private readonly options: LivenessOptions) {
    this.timer = new Timer(options.clock);
    this.schedule();
  }

  get silent(): boolean {
    return this.isSilent;
  }

  get expected(): boolean {
    return this.isExpected;
  }

  /** Whether the other side means to send anything. */
  expect(expected: boolean): void {
    if (expected === this.isExpected) return;
    this.isExpected = expected;
    // What was on its way, or is yet to start, gets its time.
    this.lastProgress = null;
    this.update();
  }

  stop(): void {
    this.timer.cancel();
  }

  private schedule(): void {
    this.timer.set(READ_INTERVAL, () => {
      this.schedule();
      void this.options.read().then(
        (received) => this.note(received),
        () => undefined,
      );
    });
  }

  private note(received: number): void {
    if (received !== this.received) this.lastProgress = this.options.clock.now();
    this.received = received;
    this.update();
  }

  private update(): void {
    const { isExpected, lastProgress } = this;
    const since = isExpected && lastProgress !== null ? this.options.clock.now() - lastProgress : 0;
    const doubtful = since >= DOUBT;
    if (doubtful && !this.doubted) this.options.onDoubt();
    this.doubted = doubtful;
    const silent = since >= SILENCE;
    if (silent === this.isSilent) return;
    this.isSilent = silent;
    this.options.onChange();
  }
}
