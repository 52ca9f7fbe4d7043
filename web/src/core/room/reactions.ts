import type { Clock } from '../clock';
import { Rate } from './rate';
import type { Reaction, ShownReaction } from './types';

/** How long a reaction is shown, in milliseconds: it never stands before a face for longer. */
export const SHOWN_FOR = 2_000;
/** Shown at once at most; what comes beyond is not shown. */
export const MAX_SHOWN = 24;
/** One's own: as many a second as the server passes on. */
export const PER_SECOND = 3;

/** Reactions of everybody, each for a moment. */
export class Reactions {
  private shown: readonly ShownReaction[] = [];
  private readonly rate: Rate;
  private readonly ends = new Map<number, () => void>();
  private count = 0;

  constructor(
    private readonly clock: Clock,
    private readonly onChange: () => void,
  ) {
    this.rate = new Rate(clock, PER_SECOND, 1_000);
  }

  get snapshot(): readonly ShownReaction[] {
    return this.shown;
  }

  /** Whether one may react now; counts as having done so. */
  take(): boolean {
    return this.rate.take();
  }

  show(from: string, reaction: Reaction): void {
    if (this.shown.length >= MAX_SHOWN) return;
    this.count += 1;
    const key = this.count;
    this.shown = [...this.shown, { key, from, reaction }];
    this.ends.set(
      key,
      this.clock.after(SHOWN_FOR, () => this.hide(key)),
    );
    this.onChange();
  }

  dispose(): void {
    for (const cancel of this.ends.values()) cancel();
    this.ends.clear();
  }

  private hide(key: number): void {
    this.ends.delete(key);
    this.shown = this.shown.filter((one) => one.key !== key);
    this.onChange();
  }
}
