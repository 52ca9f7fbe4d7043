import type { Quality } from '../types';
import type { LinkFigures } from './sampler';

/** From best to worst. */
const LEVELS: readonly Exclude<Quality, 'unknown'>[] = ['excellent', 'good', 'fair', 'poor'];

/** Each figure at which a connection is no longer excellent, no longer good, and poor. */
const THRESHOLDS = {
  loss: [0.005, 0.015, 0.03],
  roundTripTime: [150, 300, 600],
  jitter: [25, 50, 100],
  frozen: [0.02, 0.1, 0.3],
} as const;

/** Samples that must agree before it is said to be worse, and better: a bad moment is no bad connection, nor a good one a good one. */
export const WORSE_AFTER = 2;
export const BETTER_AFTER = 3;

function levelOf(value: number | undefined, thresholds: readonly number[]): number {
  return value === undefined ? 0 : thresholds.filter((threshold) => value >= threshold).length;
}

/** How bad one sample is, 0 to 3; null when it says nothing. */
export function severity(figures: LinkFigures): number | null {
  const { down, downBitrate, roundTripTime } = figures;
  if (downBitrate === 0) return null;
  const worst = (read: (stream: LinkFigures['down'][number]) => number | undefined) =>
    Math.max(0, ...down.map((stream) => read(stream) ?? 0));
  return Math.max(
    levelOf(
      worst(({ loss }) => loss),
      THRESHOLDS.loss,
    ),
    levelOf(
      worst(({ jitter }) => jitter),
      THRESHOLDS.jitter,
    ),
    levelOf(
      worst(({ frozen }) => frozen),
      THRESHOLDS.frozen,
    ),
    levelOf(roundTripTime, THRESHOLDS.roundTripTime),
  );
}

/** The quality of one connection, from sample to sample. Nothing that is measured once changes it back and forth. */
export class QualityMeter {
  private level: number | null = null;
  private recent: (number | null)[] = [];

  /** `expected`: the other person says to be sending, so that nothing is a bad sign and not none. */
  note(figures: LinkFigures, expected: boolean): Quality {
    const silent = expected && this.level !== null ? LEVELS.length - 1 : null;
    this.recent = [...this.recent, severity(figures) ?? silent].slice(-BETTER_AFTER);
    this.level = this.next();
    return this.level === null ? 'unknown' : (LEVELS[this.level] ?? 'unknown');
  }

  private next(): number | null {
    const latest = this.recent.at(-1) ?? null;
    const { level } = this;
    if (latest === null || level === null) return latest;
    if (latest > level) return Math.max(level, leastOf(this.recent.slice(-WORSE_AFTER)));
    const enough = this.recent.length >= BETTER_AFTER;
    return enough ? Math.min(level, mostOf(this.recent)) : level;
  }
}

const leastOf = (levels: readonly (number | null)[]): number =>
  Math.min(...levels.map((level) => level ?? 0));
const mostOf = (levels: readonly (number | null)[]): number => Math.max(...levels.map((level) => level ?? 0));
