import { Timer, type Clock } from '../clock';
import { Store } from '../observable';
import type { Quality } from '../types';
import { QualityMeter } from './quality';
import type { StatsReport } from './report';
import { Sampler, type SourceOf } from './sampler';
import { NO_STATISTICS, type CallStatistics, type PersonStatistics } from './types';

/** One person's connection, as it can be asked. */
export interface Measured {
  readonly id: string;
  /** Another object after the connection was started over: its counters begin anew. */
  readonly connection: object;
  readonly report: StatsReport;
  readonly sourceOf: SourceOf;
  /** The person says to be sending something. */
  readonly expected: boolean;
}

export interface MonitorOptions {
  readonly clock: Clock;
  readonly measure: () => Promise<readonly Measured[]>;
  readonly onChange: () => void;
}

/** Between samples, in milliseconds. */
export const SAMPLE_INTERVAL = 2_000;

interface Watched {
  readonly connection: object;
  readonly sampler: Sampler;
  readonly meter: QualityMeter;
}

/** Measures everybody's connection while a call goes on. */
export class Monitor {
  readonly figures = new Store<CallStatistics>(NO_STATISTICS);
  private readonly timer: Timer;
  private watched = new Map<string, Watched>();
  private running = false;

  constructor(private readonly options: MonitorOptions) {
    this.timer = new Timer(options.clock);
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.schedule();
  }

  stop(): void {
    this.running = false;
    this.timer.cancel();
    this.watched.clear();
    this.figures.set(NO_STATISTICS);
  }

  quality(id: string): Quality {
    return this.figures.getSnapshot().people.find((person) => person.id === id)?.quality ?? 'unknown';
  }

  private schedule(): void {
    this.timer.set(SAMPLE_INTERVAL, () => void this.sample());
  }

  private async sample(): Promise<void> {
    const measured = await this.options.measure().catch(() => []);
    if (!this.running) return;
    const now = this.options.clock.now();
    const watched = new Map(measured.map((one) => [one.id, this.watch(one)]));
    this.watched = watched;
    this.figures.set({ at: now, people: measured.map((one) => this.describe(now, one)) });
    this.options.onChange();
    this.schedule();
  }

  private watch({ id, connection }: Measured): Watched {
    const known = this.watched.get(id);
    if (known?.connection === connection) return known;
    return { connection, sampler: new Sampler(), meter: known?.meter ?? new QualityMeter() };
  }

  private describe(now: number, one: Measured): PersonStatistics {
    const { sampler, meter } = this.watched.get(one.id) ?? this.watch(one);
    const figures = sampler.sample(now, one.report, one.sourceOf);
    return { id: one.id, quality: meter.note(figures, one.expected), ...figures };
  }
}
