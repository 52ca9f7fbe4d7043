import { Timer, type Clock } from './clock';
import type { StatsReport } from './statistics/report';

/** What a report says of what has come so far. */
export interface Arrivals {
  /** Packets, of everything. */
  readonly packets: number;
  /** Milliseconds since the newest of them; undefined where the browser does not say. */
  readonly age: number | undefined;
}

export interface LivenessOptions {
  readonly clock: Clock;
  /** It is time for a report, to be handed to `note`. */
  readonly ask: () => void;
  /** `silent` changed. */
  readonly onChange: () => void;
  /** Nothing came for a moment: it may be nothing, or the end of the network. */
  readonly onDoubt: () => void;
}

/** How often a report is asked for while all is well, unless one was made for something else meanwhile; in milliseconds. */
export const READ_INTERVAL = 800;
/** The same while nothing comes. */
export const SILENT_INTERVAL = 250;
/** Without a packet for this long, while there should be some, it is time to see whether the rest of the network is there. */
export const DOUBT = 800;
/** Without a packet for this long, something is wrong: well before a browser says so. */
export const SILENCE = 1_800;

/** However late a packet was, the next report is no sooner than this. */
const LEAST_INTERVAL = 50;

/** Reads from a report what {@link Liveness} wants to know. */
export function arrivalsOf(report: StatsReport): Arrivals {
  let packets = 0;
  let age: number | undefined;
  for (const entry of report.values()) {
    if (entry.type !== 'inbound-rtp') continue;
    packets += entry.packetsReceived ?? 0;
    const { timestamp, lastPacketReceivedTimestamp: last } = entry;
    if (timestamp !== undefined && last !== undefined) age = Math.min(age ?? Infinity, timestamp - last);
  }
  return { packets, age };
}

/** Whether packets come in where they should. Says nothing before the first have come. */
export class Liveness {
  private readonly timer: Timer;
  private received = 0;
  private readAt: number;
  private lastProgress: number | null = null;
  private isExpected = true;
  private isSilent = false;
  private doubted = false;

  constructor(private readonly options: LivenessOptions) {
    this.readAt = options.clock.now();
    this.timer = new Timer(options.clock);
    this.schedule(READ_INTERVAL);
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

  /** A report was made, for this or for something else. */
  note({ packets, age = 0 }: Arrivals): void {
    const now = this.options.clock.now();
    // Whatever a browser calls the newest, it came after the report before.
    const since = Math.min(Math.max(0, age), now - this.readAt);
    if (packets !== this.received) this.lastProgress = now - since;
    this.received = packets;
    this.readAt = now;
    if (this.timer.pending) this.schedule(this.pause());
    this.update();
  }

  stop(): void {
    this.timer.cancel();
  }

  /** How long nothing has come that should have. */
  private get gap(): number {
    const { isExpected, lastProgress } = this;
    return isExpected && lastProgress !== null ? this.options.clock.now() - lastProgress : 0;
  }

  /** Until the next report: it is there when what comes next, doubt or silence, would begin. */
  private pause(): number {
    const { gap } = this;
    if (gap < DOUBT) return Math.max(LEAST_INTERVAL, DOUBT - gap);
    return gap < SILENCE
      ? Math.max(LEAST_INTERVAL, Math.min(SILENT_INTERVAL, SILENCE - gap))
      : SILENT_INTERVAL;
  }

  private schedule(pause: number): void {
    this.timer.set(pause, () => {
      // A report may never come; the next is asked for all the same.
      this.schedule(READ_INTERVAL);
      this.options.ask();
    });
  }

  private update(): void {
    const { gap } = this;
    const doubtful = gap >= DOUBT;
    if (doubtful && !this.doubted) this.options.onDoubt();
    this.doubted = doubtful;
    const silent = gap >= SILENCE;
    if (silent === this.isSilent) return;
    this.isSilent = silent;
    this.options.onChange();
  }
}
