import { expect, it } from 'vitest';
import { formatDuration } from './duration';

it.each([
  [200, 'en', '1 second'],
  [61_000, 'en', '1 minute 1 second'],
  [3_661_000, 'en', '1 hour 1 minute'],
  [1_562_000, 'ko', '26분 2초'],
])('says %i ms in %s as %j', (ms, language, words) => {
  expect(formatDuration(ms, language)).toBe(words);
});
