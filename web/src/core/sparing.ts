import type { Roster } from './roster';

/** Each change takes an offer and an answer, which a busy computer is to be spared, too: so it stays for this long, in milliseconds. */
export const KEEP_FOR = 10_000;

/** Whose camera a computer still takes when it is too busy for all of them: one of those that are on, of whoever spoke last. */
export class Sparing {
  private current: string | null = null;
  private since = -Infinity;

  /** The id of the one whose camera is taken; null while everybody's is. */
  get kept(): string | null {
    return this.current;
  }

  /** `speaker`: id of the one who spoke last, empty when nobody has. */
  note(now: number, roster: Roster, speaker: string): void {
    const shown = roster.filter(({ state }) => state.camera).map(({ id }) => id);
    const stays = this.current !== null && shown.includes(this.current);
    if (stays && now - this.since < KEEP_FOR) return;
    const next = [speaker, this.current ?? ''].find((id) => shown.includes(id)) ?? shown[0] ?? null;
    if (next === this.current) return;
    this.current = next;
    this.since = now;
  }

  reset(): void {
    this.current = null;
    this.since = -Infinity;
  }
}
