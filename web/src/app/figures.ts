import type { CallStatistics, PersonStatistics } from '../core';

/** Figures as people read them, in their language. */
export interface Figures {
  readonly bitrate: (bitsPerSecond: number) => string;
  readonly milliseconds: (value: number) => string;
  readonly percent: (part: number) => string;
  readonly perSecond: (frames: number) => string;
}

export function figuresIn(language: string): Figures {
  const unit = (name: string, digits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, maximumFractionDigits: digits });
  const megabits = unit('megabit-per-second', 1);
  const kilobits = unit('kilobit-per-second', 0);
  const milliseconds = unit('millisecond', 0);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  return {
    bitrate: (bits) => (bits >= 999_500 ? megabits.format(bits / 1e6) : kilobits.format(bits / 1e3)),
    milliseconds: (value) => milliseconds.format(value),
    percent: (part) => percent.format(part),
    perSecond: (frames) => whole.format(frames),
  };
}

/** What is copied for whoever helps: no names and no addresses, and the call's id, which is in the server's log too. */
export function statisticsJson(callId: string, { at, people }: CallStatistics): string {
  const numbered = people.map(({ id, ...figures }: PersonStatistics, place) => ({
    person: place + 1,
    id,
    ...figures,
  }));
  return JSON.stringify({ call: callId, at: Math.round(at), people: numbered }, null, 2);
}
