const UNITS = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A span of time in the words of a language: its two largest units at most. */
export function formatDuration(milliseconds: number, language: string): string {
  let rest = Math.max(1, Math.round(milliseconds / 1000));
  const parts: string[] = [];
  for (const [unit, seconds] of UNITS) {
    const value = Math.floor(rest / seconds);
    rest -= value * seconds;
    if (value > 0)
      parts.push(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value));
  }
  return parts.slice(0, 2).join(' ');
}
