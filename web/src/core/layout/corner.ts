import type { Size } from './types';

/** Where one's own picture floats. */
export const CORNERS = ['bottom_right', 'bottom_left', 'top_left', 'top_right'] as const;
export type Corner = (typeof CORNERS)[number];

/** The corner a point is nearest to. */
export function nearestCorner(point: { readonly x: number; readonly y: number }, box: Size): Corner {
  const side = point.x < box.width / 2 ? 'left' : 'right';
  return point.y < box.height / 2 ? `top_${side}` : `bottom_${side}`;
}

/** The corner an arrow key leads to; the same one for other keys, and where there is none that way. */
export function cornerTowards(corner: Corner, key: string): Corner {
  const left = corner.endsWith('left') ? 'left' : 'right';
  const top = corner.startsWith('top') ? 'top' : 'bottom';
  if (key === 'ArrowLeft' || key === 'ArrowRight') return `${top}_${key === 'ArrowLeft' ? 'left' : 'right'}`;
  if (key === 'ArrowUp' || key === 'ArrowDown') return `${key === 'ArrowUp' ? 'top' : 'bottom'}_${left}`;
  return corner;
}

/** The next corner, clockwise from the bottom right. */
export function cornerAfter(corner: Corner): Corner {
  return CORNERS[(CORNERS.indexOf(corner) + 1) % CORNERS.length] ?? 'bottom_right';
}
