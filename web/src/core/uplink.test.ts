import { describe, expect, it } from 'vitest';
import { AUDIO_SHARE, scaleDown, UPLINK_BUDGET, videoLimit } from './uplink';

describe('videoLimit', () => {
  it.each([
    [1, 1_500_000, 720],
    [2, 1_500_000, 720],
    [3, 800_000, 540],
    [4, 500_000, 360],
    [5, 500_000, 360],
    [6, 436_000, 360],
    [7, 352_666, 240],
    [9, 248_500, 240],
    [16, 102_666, 180],
  ])('of %i people is %i bit/s at %i lines', (people, maxBitrate, maxHeight) => {
    expect(videoLimit(people)).toEqual({ maxBitrate, maxHeight });
  });

  it('never lets all copies and the sound exceed the budget in a room a mesh can carry', () => {
    for (let people = 2; people <= 25; people += 1) {
      const total = (people - 1) * (videoLimit(people).maxBitrate + AUDIO_SHARE);
      expect(total, `${people} people`).toBeLessThanOrEqual(UPLINK_BUDGET);
    }
  });
});

describe('scaleDown', () => {
  it.each([
    [720, 720, 1],
    [720, 360, 2],
    [1080, 720, 1.5],
    [480, 540, 1],
    [undefined, 360, 1],
  ])('of %s lines to %i is %d', (height, maxHeight, factor) => {
    expect(scaleDown(height, maxHeight)).toBe(factor);
  });
});
