import { describe, expect, it } from 'vitest';
import { MIN_TILE_WIDTH, pickGrid, placeTiles, type Rect, type Size } from './index';

const DESKTOP: Size = { width: 1416, height: 780 };
const PHONE: Size = { width: 374, height: 640 };

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe('pickGrid', () => {
  it.each([
    [1, 1, 1],
    [2, 2, 1],
    [3, 2, 2],
    [4, 2, 2],
    [5, 3, 2],
    [6, 3, 2],
    [7, 3, 3],
    [9, 3, 3],
    [10, 4, 3],
    [12, 4, 3],
    [13, 4, 4],
    [16, 4, 4],
  ])('cuts a desktop stage for %i tiles into %i by %i', (tiles, columns, rows) => {
    expect(pickGrid(tiles, DESKTOP)).toMatchObject({ columns, rows, pages: 1 });
  });

  it.each([
    [1, 1, 1],
    [2, 1, 2],
    [3, 2, 2],
    [4, 2, 2],
    [5, 2, 3],
    [8, 2, 4],
  ])('cuts an upright phone for %i tiles into %i by %i', (tiles, columns, rows) => {
    expect(pickGrid(tiles, PHONE)).toMatchObject({ columns, rows, pages: 1 });
  });

  it('turns pages beyond sixteen tiles, and beyond eight on a phone', () => {
    expect(pickGrid(17, DESKTOP)).toMatchObject({ perPage: 16, pages: 2 });
    expect(pickGrid(33, DESKTOP)).toMatchObject({ perPage: 16, pages: 3 });
    expect(pickGrid(9, PHONE)).toMatchObject({ perPage: 8, pages: 2 });
  });

  it('turns pages rather than make a tile too low', () => {
    expect(pickGrid(16, { width: 640, height: 200 })).toMatchObject({
      columns: 3,
      rows: 2,
      perPage: 6,
      pages: 3,
    });
  });

  it('cuts a tablet held upright the other way round', () => {
    expect(pickGrid(6, { width: 744, height: 900 })).toMatchObject({ columns: 2, rows: 3 });
  });

  it('gives up columns where two would be too narrow', () => {
    expect(pickGrid(4, { width: 304, height: 500 })).toMatchObject({ columns: 1, rows: 4, pages: 1 });
  });

  it('takes an empty stage for one tile', () => {
    expect(pickGrid(0, DESKTOP)).toEqual(pickGrid(1, DESKTOP));
  });
});

describe('placeTiles', () => {
  it('centres a last row that is not full', () => {
    const places = placeTiles(pickGrid(3, DESKTOP), 3, DESKTOP);
    const last = places[2];
    expect(last && last.x + last.width / 2).toBeCloseTo(DESKTOP.width / 2, 0);
  });

  it('lets one person fill an upright phone', () => {
    expect(pickGrid(1, PHONE).tile).toEqual({ width: 374, height: 640 });
  });

  it('keeps tiles wide enough, apart and inside, for every number on every stage', () => {
    for (let tiles = 1; tiles <= 16; tiles += 1)
      for (let width = 160; width <= 2600; width += 61)
        for (let height = 84; height <= 1500; height += 53) checkStage(tiles, { width, height });
  });
});

function checkStage(tiles: number, box: Size): void {
  const grid = pickGrid(tiles, box);
  const places = placeTiles(grid, Math.min(tiles, grid.perPage), box);
  const where = `${String(tiles)} tiles on ${String(box.width)} x ${String(box.height)}`;
  const narrow = places.some((place) => place.width < MIN_TILE_WIDTH);
  const outside = places.some(
    (p) => p.x < 0 || p.y < 0 || p.x + p.width > box.width || p.y + p.height > box.height,
  );
  const overlapping = places.some((a, i) => places.slice(i + 1).some((b) => overlap(a, b)));
  if (narrow || outside || overlapping || grid.perPage * grid.pages < tiles)
    expect.fail(`${where}: ${JSON.stringify({ narrow, outside, overlapping, grid })}`);
}
