import { describe, expect, it } from 'vitest';
import { levelOf, PAUSE, SpeechMark } from './levels';

const LOUD = 0.6;
const BETWEEN = 0.35;
const SILENT = 0;
const silence = (count: number) => Array.from({ length: count }, () => SILENT);

describe('levelOf', () => {
  it('is nothing for silence and one for a raised voice', () => {
    expect(levelOf(new Float32Array(64))).toBe(0);
    expect(levelOf(new Float32Array(64).fill(0.5))).toBe(1);
  });
});

describe('SpeechMark', () => {
  const heard = (levels: readonly number[]): boolean[] => {
    const mark = new SpeechMark();
    return levels.map((level) => {
      mark.note(level);
      return mark.speaking;
    });
  };

  it('notices speech at once, and not what is merely louder than silence', () => {
    expect(heard([SILENT, BETWEEN, LOUD])).toEqual([false, false, true]);
  });

  it('goes on through a breath between two sentences', () => {
    expect(heard([LOUD, ...silence(PAUSE - 1), BETWEEN, SILENT])).not.toContain(false);
  });

  it('ends with a longer one', () => {
    expect(heard([LOUD, ...silence(PAUSE)]).at(-1)).toBe(false);
  });

  it('tells changes only', () => {
    const mark = new SpeechMark();
    const levels = [SILENT, LOUD, LOUD, ...silence(PAUSE + 1)];
    const changes = levels.flatMap((level, at) => (mark.note(level) ? [at] : []));
    expect(changes).toEqual([1, 2 + PAUSE]);
  });
});
