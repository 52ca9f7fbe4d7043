import { gapFor, MIN_TILE_HEIGHT, MIN_TILE_WIDTH, pickGrid, placeTiles } from './grid';
import type { Arrangement, Place, Rect, Size } from './types';

/** What the strip takes of the stage's longer side, within these bounds. */
const STRIP_PART = 0.2;
const STRIP_WIDEST = 260;
const STRIP_SHAPE = 16 / 10;
/** Less than this of the stage is not worth being called large. */
const MAIN_LEAST = 0.45;

interface Strip {
  readonly beside: boolean;
  readonly tile: Size;
  readonly capacity: number;
}

/** How many tiles of a length fit one after the other. */
function fits(room: number, length: number, gap: number): number {
  return Math.max(0, Math.floor((room + gap) / (length + gap)));
}

/** A strip at the side of a wide stage, below the picture on a high one. Its tiles are smaller if all of them fit then. */
function stripOf(box: Size, gap: number, count: number): Strip {
  const beside = box.width >= box.height;
  const wanted = beside ? box.width * STRIP_PART : (box.height * STRIP_PART - gap) * STRIP_SHAPE;
  const share = ((beside ? box.height : box.width) - (count - 1) * gap) / count;
  const together = beside ? Math.floor(share) * STRIP_SHAPE : share;
  const widest = together >= MIN_TILE_WIDTH ? Math.min(STRIP_WIDEST, together) : STRIP_WIDEST;
  const width = Math.floor(Math.min(widest, Math.max(MIN_TILE_WIDTH, wanted), box.width));
  const tile = { width, height: Math.max(MIN_TILE_HEIGHT, Math.floor(width / STRIP_SHAPE)) };
  const capacity = beside ? fits(box.height, tile.height, gap) : fits(box.width, tile.width, gap);
  const left = beside ? 1 - (tile.width + gap) / box.width : 1 - (tile.height + gap) / box.height;
  return { beside, tile, capacity: left < MAIN_LEAST ? 0 : capacity };
}

/** The places of a strip: in the middle of its side of the stage. */
function placeStrip({ beside, tile }: Strip, count: number, box: Size, gap: number): Rect[] {
  const length = beside ? tile.height : tile.width;
  const start = ((beside ? box.height : box.width) - count * length - (count - 1) * gap) / 2;
  return Array.from({ length: count }, (_, at) => {
    const along = Math.round(start + at * (length + gap));
    const across = (beside ? box.width - tile.width : box.height - tile.height) | 0;
    return beside ? { x: across, y: along, ...tile } : { x: along, y: across, ...tile };
  });
}

/** The part of the keys that is on a page. */
function inPages(
  keys: readonly string[],
  perPage: number,
  wanted: number,
): { page: number; pages: number; shown: readonly string[] } {
  const pages = Math.max(1, Math.ceil(keys.length / perPage));
  const page = Math.max(0, Math.min(wanted, pages - 1));
  return { page, pages, shown: keys.slice(page * perPage, (page + 1) * perPage) };
}

function pair(keys: readonly string[], rects: readonly Rect[], role: Place['role']): Place[] {
  return rects.flatMap((rect, at) => {
    const key = keys[at];
    return key === undefined ? [] : [{ ...rect, key, role }];
  });
}

/** Everybody in tiles of one size. */
export function arrangeGrid(keys: readonly string[], page: number, box: Size): Arrangement {
  const grid = pickGrid(keys.length, box);
  const { shown, ...paging } = inPages(keys, grid.perPage, page);
  return { ...paging, places: pair(shown, placeTiles(grid, shown.length, box), 'tile') };
}

/** One tile large, the others in a strip; where there is no room for one they follow on pages of their own. */
function arrangeAround(featured: string, others: readonly string[], page: number, box: Size): Arrangement {
  const gap = gapFor(box);
  const strip = stripOf(box, gap, others.length);
  if (others.length === 0 || strip.capacity === 0) return arrangeSingly([featured, ...others], page, box);
  const { shown, ...paging } = inPages(others, strip.capacity, page);
  const main: Size = strip.beside
    ? { width: box.width - strip.tile.width - gap, height: box.height }
    : { width: box.width, height: box.height - strip.tile.height - gap };
  return {
    ...paging,
    places: [
      { x: 0, y: 0, ...main, key: featured, role: 'main' },
      ...pair(shown, placeStrip(strip, shown.length, box, gap), 'strip'),
    ],
  };
}

function arrangeSingly(keys: readonly string[], page: number, box: Size): Arrangement {
  const { shown, ...paging } = inPages(keys, 1, page);
  return { ...paging, places: pair(shown, [{ x: 0, y: 0, ...box }], 'main') };
}

/**
 * Where everybody stands.
 *
 * @param keys the tiles in their order, each once.
 * @param featured the one to be large; undefined, or one that is not there, for a grid of all.
 * @param page the page wanted, from 0; the last one if there are fewer.
 * @param box the stage.
 * @param pager what turning pages takes of the stage's height. It is left free only where there are pages; and also where
 *   all fit on one page just because it was left free: else they would come and go for ever.
 */
export function arrange(
  keys: readonly string[],
  featured: string | undefined,
  page: number,
  box: Size,
  pager = 0,
): Arrangement {
  const whole = arrangeIn(keys, featured, page, box);
  if (whole.pages === 1 || pager === 0) return whole;
  return arrangeIn(keys, featured, page, { ...box, height: Math.max(1, box.height - pager) });
}

function arrangeIn(
  keys: readonly string[],
  featured: string | undefined,
  page: number,
  box: Size,
): Arrangement {
  if (featured === undefined || !keys.includes(featured)) return arrangeGrid(keys, page, box);
  const others = keys.filter((key) => key !== featured);
  return arrangeAround(featured, others, page, box);
}
