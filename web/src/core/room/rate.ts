import type { Clock } from '../clock';

/** At most `count` within any `span` milliseconds. */
export class Rate {
  private taken: number[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly count: number,
    private readonly span: number,
  ) {}

  /** Takes one if there is one to be had. */
  take(): boolean {
    const now = this.clock.now();
    this.taken = this.taken.filter((at) => at > now - this.span);
    if (this.taken.length >= this.count) return false;
    this.taken.push(now);
    return true;
  }
}
