import { describe, expect, it } from 'vitest';
import {
  AUDIO_SHARE,
  RELIEF_STEPS,
  SAVER_BUDGET,
  scaleDown,
  SCREEN_AUDIO_SHARE,
  sendingLimits,
  UPLINK_BUDGET,
  type SendingConditions,
} from './uplink';

const plain: SendingConditions = { people: 2, sharing: false, saving: false, relief: 0 };
const limits = (change: Partial<SendingConditions>) => sendingLimits({ ...plain, ...change });

describe('the camera', () => {
  it.each([
    [1, 1_500_000, 720, 30],
    [2, 1_500_000, 720, 30],
    [3, 800_000, 540, 30],
    [4, 500_000, 360, 30],
    [5, 500_000, 360, 25],
    [6, 436_000, 360, 25],
    [7, 352_666, 240, 20],
    [9, 248_500, 240, 20],
    [16, 102_666, 180, 15],
  ])(
    'of %i people is %i bit/s at %i lines and %i pictures',
    (people, maxBitrate, maxHeight, maxFramerate) => {
      expect(limits({ people }).camera).toEqual({ maxBitrate, maxHeight, maxFramerate });
    },
  );

  it('becomes smaller with every step of relief, and no step more', () => {
    const rates = [0, 1, 2, 3, 4].map((relief) => limits({ relief }).camera);
    for (let step = 1; step <= RELIEF_STEPS; step += 1) {
      expect(rates[step]?.maxBitrate).toBeLessThan(rates[step - 1]?.maxBitrate ?? 0);
      expect(rates[step]?.maxHeight).toBeLessThan(rates[step - 1]?.maxHeight ?? 0);
      expect(rates[step]?.maxFramerate).toBeLessThan(rates[step - 1]?.maxFramerate ?? 0);
    }
    expect(rates[4]).toEqual(rates[3]);
  });

  it.each([2, 3, 4])('of %i people stays within the data saver, all copies together', (people) => {
    const { camera, screen } = limits({ people, saving: true });
    expect((people - 1) * camera.maxBitrate).toBeLessThanOrEqual(SAVER_BUDGET);
    expect(screen.maxFramerate).toBe(5);
  });
});

describe('a shared screen', () => {
  it('comes beside the camera, keeps its size and gets more', () => {
    for (let people = 2; people <= 12; people += 1) {
      const { camera, screen } = limits({ people, sharing: true });
      expect(screen.maxBitrate).toBeGreaterThan(camera.maxBitrate);
      expect(screen.maxHeight).toBe(Infinity);
      expect(screen.maxFramerate).toBeGreaterThanOrEqual(5);
      expect(screen.maxFramerate).toBeLessThanOrEqual(15);
    }
  });
});

it('never lets all copies and the sound exceed the budget in a room a mesh can carry', () => {
  for (const sharing of [false, true]) {
    for (let people = 2; people <= 12; people += 1) {
      const { camera, screen } = limits({ people, sharing });
      const pictures = camera.maxBitrate + (sharing ? screen.maxBitrate + SCREEN_AUDIO_SHARE : 0);
      const total = (people - 1) * (pictures + AUDIO_SHARE);
      expect(total, `${people} people, ${sharing ? 'with' : 'without'} a screen`).toBeLessThanOrEqual(
        UPLINK_BUDGET,
      );
    }
  }
});

describe('scaleDown', () => {
  it.each([
    [720, 720, 1],
    [720, 360, 2],
    [1080, 720, 1.5],
    [480, 540, 1],
    [1080, Infinity, 1],
    [undefined, 360, 1],
  ])('of %s lines to %i is %d', (height, maxHeight, factor) => {
    expect(scaleDown(height, maxHeight)).toBe(factor);
  });
});
