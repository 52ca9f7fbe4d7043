import { RELIEF_STEPS } from './uplink';

/** Too busy for this long, in milliseconds, and less is sent. */
export const BUSY_PATIENCE = 5_000;
/** Well for this long, and more is tried again. */
export const WELL_PATIENCE = 30_000;

/** The last step: nothing is left to spare of what is sent, so that it is spared of what the others send. */
export const RECEIVING_STEP = RELIEF_STEPS + 1;

/** How far a computer that is too busy steps down, first what it sends, and when it steps back. */
export class Relief {
  private current = 0;
  private busy = false;
  private since: number | null = null;

  get step(): number {
    return this.current;
  }

  /** `busy`: the browser says that it sends less than it should because of the processor. */
  note(now: number, busy: boolean): void {
    if (busy !== this.busy || this.since === null) {
      this.busy = busy;
      this.since = now;
      return;
    }
    if (now - this.since < (busy ? BUSY_PATIENCE : WELL_PATIENCE)) return;
    this.current = Math.min(RECEIVING_STEP, Math.max(0, this.current + (busy ? 1 : -1)));
    this.since = now;
  }

  reset(): void {
    this.current = 0;
    this.busy = false;
    this.since = null;
  }
}
