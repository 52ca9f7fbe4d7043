import { useMemo } from 'react';
import { pickGrid, placeTiles, type Grid, type Rect, type Size } from '../core/layout';

/** The cut of a stage for a number of tiles, and the places on one page of it. */
export function useGrid(
  tiles: number,
  page: number,
  box: Size | undefined,
): { grid: Grid; places: Rect[] } | undefined {
  return useMemo(() => {
    if (!box || box.width === 0 || box.height === 0) return undefined;
    const grid = pickGrid(tiles, box);
    const first = Math.min(page, grid.pages - 1) * grid.perPage;
    return { grid, places: placeTiles(grid, Math.min(grid.perPage, tiles - first), box) };
  }, [tiles, page, box]);
}
