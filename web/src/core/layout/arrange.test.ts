import { describe, expect, it } from 'vitest';
import { arrange, MIN_TILE_WIDTH, type Arrangement, type Size } from './index';

const DESKTOP: Size = { width: 1416, height: 780 };
const PHONE: Size = { width: 344, height: 560 };
const LYING: Size = { width: 560, height: 260 };
const ZOOMED: Size = { width: 304, height: 110 };

function people(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `p${at}`);
}

function roles({ places }: Arrangement): string[] {
  return places.map(({ key, role }) => `${role} ${key}`);
}

/** Everybody on all pages, in the order they are come across. */
function everybody(keys: readonly string[], featured: string | undefined, box: Size): string[] {
  const { pages } = arrange(keys, featured, 0, box);
  const seen = Array.from({ length: pages }, (_, page) =>
    arrange(keys, featured, page, box).places.map(({ key }) => key),
  );
  return [...new Set(seen.flat())];
}

describe('arrange', () => {
  it('shows everybody alike without one to be large', () => {
    const arranged = arrange(people(4), undefined, 0, DESKTOP);
    expect(new Set(arranged.places.map(({ role }) => role))).toEqual(new Set(['tile']));
    expect(arranged).toMatchObject({ page: 0, pages: 1 });
    expect(arrange(people(4), 'gone', 0, DESKTOP)).toEqual(arranged);
  });

  it('shows one large and the others in a strip at the side of a wide stage', () => {
    const arranged = arrange(people(4), 'p2', 0, DESKTOP);
    expect(roles(arranged)).toEqual(['main p2', 'strip p0', 'strip p1', 'strip p3']);
    const [main, ...strip] = arranged.places;
    expect(main?.width).toBeGreaterThan(DESKTOP.width * 0.75);
    for (const place of strip) expect(place.x).toBeGreaterThan(main?.width ?? 0);
  });

  it('puts the strip below on an upright phone', () => {
    const [main, first] = arrange(people(2), 'p0', 0, PHONE).places;
    expect(main).toMatchObject({ x: 0, y: 0, width: PHONE.width });
    expect(first?.y).toBeGreaterThan(main?.height ?? 0);
  });

  it('makes the strip smaller rather than longer than the stage', () => {
    for (const box of [
      { width: 744, height: 850 },
      { width: 780, height: 440 },
    ]) {
      const arranged = arrange(people(5), 'p0', 0, box);
      expect(arranged.pages).toBe(1);
      for (const { x, y, width, height } of arranged.places) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(box.width);
        expect(y + height).toBeLessThanOrEqual(box.height);
        expect(width).toBeGreaterThanOrEqual(MIN_TILE_WIDTH);
      }
    }
    expect(arrange(people(12), 'p0', 0, { width: 744, height: 850 }).pages).toBeGreaterThan(1);
  });

  it('turns pages of sixteen, and keeps the page within those there are', () => {
    const last = arrange(people(40), undefined, 9, DESKTOP);
    expect(last).toMatchObject({ page: 2, pages: 3 });
    expect(last.places.map(({ key }) => key)).toEqual(people(40).slice(32));
    expect(arrange(people(40), undefined, -1, DESKTOP).page).toBe(0);
  });

  it('gives the large one all of the stage when nobody else is there', () => {
    expect(arrange(['p0'], 'p0', 0, DESKTOP).places).toEqual([
      { x: 0, y: 0, ...DESKTOP, key: 'p0', role: 'main' },
    ]);
  });

  it('shows one after the other where there is no room for a strip', () => {
    expect(arrange(people(3), 'p1', 0, ZOOMED)).toMatchObject({ pages: 3, places: [{ key: 'p1' }] });
    expect(arrange(people(3), 'p1', 2, ZOOMED).places).toMatchObject([{ key: 'p2' }]);
  });

  it.each([DESKTOP, PHONE, LYING, ZOOMED])('loses nobody over its pages on %o', (box) => {
    for (let count = 1; count <= 20; count += 1) {
      const keys = people(count);
      expect(everybody(keys, undefined, box).sort()).toEqual([...keys].sort());
      expect(everybody(keys, 'p0', box).sort()).toEqual([...keys].sort());
    }
  });

  it('keeps tiles wide enough, apart and inside, whoever is large, on every stage', () => {
    for (let width = 160; width <= 2600; width += 71)
      for (let height = 84; height <= 1500; height += 59)
        for (const count of [1, 2, 3, 5, 9, 17])
          check(arrange(people(count), 'p0', 0, { width, height }), { width, height });
  });

  it('leaves room to turn pages on every stage that has any', () => {
    const pager = 44;
    for (let width = 160; width <= 2600; width += 71)
      for (let height = 140; height <= 1500; height += 59)
        for (const count of [2, 6, 9, 17]) {
          const arranged = arrange(people(count), 'p0', 0, { width, height }, pager);
          const left = arranged.pages > 1 ? height - pager : height;
          check(arranged, { width, height: left });
        }
    // Wider than high only without the pager: all fit then, and would not with it.
    const box = { width: 752, height: 788 };
    expect(arrange(people(7), 'p0', 0, box).pages).toBeGreaterThan(1);
    expect(arrange(people(7), 'p0', 0, { ...box, height: 738 }).pages).toBe(1);
    const [main] = arrange(people(7), 'p0', 0, box, 50).places;
    expect(main?.height).toBeLessThanOrEqual(738);
  });
});

function check({ places }: Arrangement, box: Size): void {
  const narrow = places.some(({ width }) => width < MIN_TILE_WIDTH);
  const outside = places.some(
    ({ x, y, width, height }) => x < 0 || y < 0 || x + width > box.width || y + height > box.height,
  );
  const overlapping = places.some((a, at) =>
    places
      .slice(at + 1)
      .some(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      ),
  );
  if (narrow || outside || overlapping)
    expect.fail(JSON.stringify({ box, narrow, outside, overlapping, places }));
}
