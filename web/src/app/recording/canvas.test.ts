import { expect, it } from 'vitest';
import { cut } from './canvas';

const PLACE = { x: 10, y: 20, width: 200, height: 100 };

it('fills a place with the middle of a picture that is too high', () => {
  expect(cut({ width: 640, height: 480 }, PLACE, false)).toEqual({
    from: { x: 0, y: 80, width: 640, height: 320 },
    to: PLACE,
  });
});

it('shows all of a shared screen', () => {
  expect(cut({ width: 400, height: 400 }, PLACE, true)).toEqual({
    from: { x: 0, y: 0, width: 400, height: 400 },
    to: { x: 60, y: 20, width: 100, height: 100 },
  });
});
