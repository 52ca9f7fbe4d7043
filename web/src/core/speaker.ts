import { Timer, type Clock } from './clock';
import { Store } from './observable';

/** From this level on, 0 to 1, it is speech: breath and fans stay below. */
export const SPEECH = 0.015;
/** Who speaks for this long, in milliseconds, takes the stage. */
export const TAKE_AFTER = 300;
/** Whoever has it keeps it at least so long. */
export const HOLD = 2_000;
/** A pause between two words is no end. */
export const PAUSE = 250;
/** Nor is a breath between two sentences for the mark on whoever speaks: it would flicker. */
export const LINGER = 1_000;
/** Between two looks at the levels: as seldom as speech can still be told from a cough in time. */
export const LOOK_INTERVAL = 200;

/** Part of the newest level in the running one. */
const FRESHNESS = 0.4;

interface Voice {
  level: number;
  startedAt: number;
  heardAt: number;
}

/** Who speaks, by how loud everybody is: quick to notice, slow to change its mind. */
export class ActiveSpeaker {
  private readonly voices = new Map<string, Voice>();
  private speaker = '';
  private since = -Infinity;

  /** The one who spoke last; empty when nobody has, or is gone. */
  get current(): string {
    return this.speaker;
  }

  /** `levels`: of everybody else there is, 0 to 1. Oneself is not among them. */
  note(now: number, levels: ReadonlyMap<string, number>): void {
    for (const id of [...this.voices.keys()]) if (!levels.has(id)) this.voices.delete(id);
    for (const [id, level] of levels) this.hear(now, id, level);
    if (!levels.has(this.speaker)) this.give('', -Infinity);
    const loudest = this.loudest(now);
    if (loudest === undefined || loudest === this.speaker || now - this.since < HOLD) return;
    this.give(loudest, now);
  }

  /** Who is heard, or was a moment ago: `before` itself where that is the same. */
  speaking(now: number, before: ReadonlySet<string>): ReadonlySet<string> {
    let count = 0;
    let same = true;
    for (const [id, { heardAt }] of this.voices) {
      if (now - heardAt > LINGER) continue;
      count += 1;
      same &&= before.has(id);
    }
    if (same && count === before.size) return before;
    return new Set([...this.voices].flatMap(([id, { heardAt }]) => (now - heardAt > LINGER ? [] : [id])));
  }

  reset(): void {
    this.voices.clear();
    this.give('', -Infinity);
  }

  private hear(now: number, id: string, level: number): void {
    const voice = this.voices.get(id) ?? { level: 0, startedAt: now, heardAt: -Infinity };
    this.voices.set(id, voice);
    voice.level += (level - voice.level) * FRESHNESS;
    if (level < SPEECH) return;
    if (now - voice.heardAt > PAUSE) voice.startedAt = now;
    voice.heardAt = now;
  }

  private loudest(now: number): string | undefined {
    const speaking = [...this.voices].filter(
      ([, { startedAt, heardAt }]) => now - heardAt <= PAUSE && heardAt - startedAt >= TAKE_AFTER,
    );
    return speaking.sort(([, one], [, other]) => other.level - one.level)[0]?.[0];
  }

  private give(speaker: string, since: number): void {
    this.speaker = speaker;
    this.since = since;
  }
}

export interface SpeakerWatchOptions {
  readonly clock: Clock;
  /** How loud everybody else is now. */
  readonly levels: () => ReadonlyMap<string, number>;
  readonly onChange: () => void;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Listens to a call while it goes on. */
export class SpeakerWatch {
  /** Everybody who is heard now, by id. */
  readonly speaking = new Store(NOBODY);
  private readonly speaker = new ActiveSpeaker();
  private readonly timer: Timer;

  constructor(private readonly options: SpeakerWatchOptions) {
    this.timer = new Timer(options.clock);
  }

  get current(): string {
    return this.speaker.current;
  }

  start(): void {
    if (!this.timer.pending) this.schedule();
  }

  stop(): void {
    this.timer.cancel();
    this.speaker.reset();
    this.speaking.set(NOBODY);
  }

  private schedule(): void {
    this.timer.set(LOOK_INTERVAL, () => {
      const before = this.speaker.current;
      const now = this.options.clock.now();
      this.speaker.note(now, this.options.levels());
      this.speaking.set(this.speaker.speaking(now, this.speaking.getSnapshot()));
      this.schedule();
      if (this.speaker.current !== before) this.options.onChange();
    });
  }
}
