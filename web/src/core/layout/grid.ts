import type { Grid, Rect, Size } from './types';

/** Narrower than this a face is no longer a face, nor a name readable. */
export const MIN_TILE_WIDTH = 160;
/** Lower than this a tile goes to the next page instead, as long as there is more than one. */
export const MIN_TILE_HEIGHT = 84;

const PAGE_WIDE = 16;
const PAGE_PHONE = 8;
const WIDEST = 16 / 9;
const TALLEST = 3 / 4;
const TALLEST_PHONE = 0.62;
/** A person alone on the stage may fill a phone held upright, and a window that is wide. */
const TALLEST_ALONE = 9 / 16;
const WIDEST_ALONE = 2.2;

interface Shape {
  readonly columns: number;
  readonly rows: number;
}

/** The first row whose `upTo` is not below the number of tiles says how a landscape stage is cut. */
const WIDE_SHAPES: readonly (Shape & { readonly upTo: number })[] = [
  { upTo: 1, columns: 1, rows: 1 },
  { upTo: 2, columns: 2, rows: 1 },
  { upTo: 4, columns: 2, rows: 2 },
  { upTo: 6, columns: 3, rows: 2 },
  { upTo: 9, columns: 3, rows: 3 },
  { upTo: 12, columns: 4, rows: 3 },
  { upTo: 16, columns: 4, rows: 4 },
];

/** Whether a stage is that of a phone held upright. */
export function isPhonePortrait(box: Size): boolean {
  return box.width < 600 && box.height > box.width;
}

/** The space between two tiles: less of it where there is little to give. */
export function gapFor(box: Size): number {
  return box.width < 480 ? 8 : 12;
}

function wideShape(count: number): Shape {
  return WIDE_SHAPES.find((shape) => count <= shape.upTo) ?? { columns: 4, rows: 4 };
}

function phoneShape(count: number): Shape {
  return count <= 2 ? { columns: 1, rows: count } : { columns: 2, rows: Math.ceil(count / 2) };
}

function cellOf(shape: Shape, box: Size, gap: number): Size {
  return {
    width: (box.width - gap * (shape.columns - 1)) / shape.columns,
    height: (box.height - gap * (shape.rows - 1)) / shape.rows,
  };
}

/** The shapes a tile may take, as width by height: a picture is cut at its sides rather than leaving a phone half empty. */
function shapesFor(count: number, phone: boolean): { tallest: number; widest: number } {
  if (count === 1) return { tallest: TALLEST_ALONE, widest: WIDEST_ALONE };
  return { tallest: phone ? TALLEST_PHONE : TALLEST, widest: WIDEST };
}

/** The largest tile of an agreeable shape inside a cell; never narrower than the minimum if the cell is not. */
function tileIn(cell: Size, { tallest, widest }: ReturnType<typeof shapesFor>): Size {
  const width = Math.min(cell.width, Math.max(cell.height * widest, MIN_TILE_WIDTH));
  return { width: Math.floor(width), height: Math.floor(Math.min(cell.height, width / tallest)) };
}

/** Fewer columns, and as many rows as that takes, until a tile is wide enough. */
function widen(shape: Shape, count: number, box: Size, gap: number): Shape {
  let columns = shape.columns;
  while (columns > 1 && cellOf({ columns, rows: 1 }, box, gap).width < MIN_TILE_WIDTH) columns -= 1;
  return columns === shape.columns ? shape : { columns, rows: Math.ceil(count / columns) };
}

/** A stage higher than wide is cut the other way round if that makes the tiles larger. */
function turned(shape: Shape, count: number, box: Size, gap: number): Shape {
  const other = { columns: shape.rows, rows: shape.columns };
  const area = (candidate: Shape): number => {
    const tile = tileIn(cellOf(candidate, box, gap), shapesFor(count, false));
    return tile.width * tile.height;
  };
  return area(other) > area(shape) * 1.1 ? other : shape;
}

function shapeFor(count: number, box: Size, gap: number): Shape {
  if (isPhonePortrait(box)) return widen(phoneShape(count), count, box, gap);
  const shape = wideShape(count);
  return widen(box.height > box.width ? turned(shape, count, box, gap) : shape, count, box, gap);
}

/** As many rows as fit without a tile getting too low; at least one. */
function rowsThatFit(rows: number, box: Size, gap: number): number {
  const most = Math.floor((box.height + gap) / (MIN_TILE_HEIGHT + gap));
  return Math.max(1, Math.min(rows, most));
}

/**
 * Cuts a stage for a number of tiles.
 *
 * @param tiles how many there are; less than one counts as one.
 * @param box the stage.
 * @returns the cut of one page. Where the tiles do not fit on one page, `pages` is above one and all pages have the same cut.
 */
export function pickGrid(tiles: number, box: Size): Grid {
  const total = Math.max(1, Math.floor(tiles));
  const gap = gapFor(box);
  const onPage = Math.min(total, isPhonePortrait(box) ? PAGE_PHONE : PAGE_WIDE);
  const wanted = shapeFor(onPage, box, gap);
  const rows = rowsThatFit(wanted.rows, box, gap);
  const perPage = rows === wanted.rows ? Math.min(wanted.columns * rows, PAGE_WIDE) : wanted.columns * rows;
  const shape = { columns: wanted.columns, rows };
  return {
    ...shape,
    gap,
    perPage,
    pages: Math.ceil(total / perPage),
    tile: tileIn(cellOf(shape, box, gap), shapesFor(onPage, isPhonePortrait(box))),
  };
}

/**
 * Where each tile of one page stands. The block is centred on the stage, and so is a last row that is not full.
 *
 * @param grid what `pickGrid` returned for the same box.
 * @param count tiles on this page, at most `grid.perPage`.
 */
export function placeTiles(grid: Grid, count: number, box: Size): Rect[] {
  const { columns, gap, tile } = grid;
  const rows = Math.ceil(count / columns);
  const top = (box.height - rows * tile.height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (box.width - inRow * tile.width - (inRow - 1) * gap) / 2;
    return {
      x: Math.round(left + (index % columns) * (tile.width + gap)),
      y: Math.round(top + row * (tile.height + gap)),
      width: tile.width,
      height: tile.height,
    };
  });
}
