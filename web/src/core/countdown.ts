import { Timer, type Clock } from './clock';

/** Seconds to a moment, as they are shown: says when there is one less. */
export class Countdown {
  private readonly timer: Timer;

  constructor(
    private readonly clock: Clock,
    private readonly onChange: () => void,
  ) {
    this.timer = new Timer(clock);
  }

  /** Whole seconds until `moment`, by the clock, and keeps the countdown going; undefined when there is none. */
  secondsTo(moment: number | null): number | undefined {
    if (moment === null) {
      this.stop();
      return undefined;
    }
    const left = Math.max(0, moment - this.clock.now());
    const seconds = Math.ceil(left / 1000);
    if (left > 0) this.timer.set(left - Math.max(0, seconds - 1) * 1000, this.onChange);
    return seconds;
  }

  stop(): void {
    this.timer.cancel();
  }
}
