import { expect, it } from 'vitest';
import { cornerAfter, CORNERS, cornerTowards, nearestCorner, type Corner } from './index';

const BOX = { width: 400, height: 300 };

it.each([
  [{ x: 10, y: 10 }, 'top_left'],
  [{ x: 390, y: 149 }, 'top_right'],
  [{ x: 199, y: 151 }, 'bottom_left'],
  [{ x: 900, y: 900 }, 'bottom_right'],
] as const)('lets a picture dropped at %o go to the corner %s', (point, corner) => {
  expect(nearestCorner(point, BOX)).toBe(corner);
});

it('reaches every corner by the arrow keys, and ends at the edge', () => {
  const walk = ['ArrowLeft', 'ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowDown', 'Enter'];
  const corners = walk.reduce<Corner[]>(
    (path, key) => [...path, cornerTowards(path.at(-1) ?? 'bottom_right', key)],
    [],
  );
  expect(corners).toEqual([
    'bottom_left',
    'top_left',
    'top_left',
    'top_right',
    'bottom_right',
    'bottom_right',
  ]);
});

it('goes round all corners by one button', () => {
  const round = CORNERS.map(cornerAfter);
  expect(new Set(round)).toEqual(new Set(CORNERS));
});
