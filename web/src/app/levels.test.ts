import { describe, expect, it } from 'vitest';
import { levelOf, SpeechMark } from './levels';

const LOUD = 0.6;
const BETWEEN = 0.35;
const SILENT = 0;

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

  it('goes on through a pause between two words', () => {
    expect(heard([LOUD, SILENT, SILENT, SILENT, SILENT, BETWEEN, SILENT])).not.toContain(false);
  });

  it('ends with a longer one', () => {
    expect(heard([LOUD, SILENT, SILENT, SILENT, SILENT, SILENT]).at(-1)).toBe(false);
  });

  it('tells changes only', () => {
    const mark = new SpeechMark();
    const told = [SILENT, LOUD, LOUD, SILENT, SILENT, SILENT, SILENT, SILENT, SILENT].map((level) =>
      mark.note(level),
    );
    expect(told).toEqual([false, true, false, false, false, false, false, true, false]);
  });
});
