export { arrange, arrangeGrid } from './arrange';
export { cornerAfter, CORNERS, cornerTowards, nearestCorner, type Corner } from './corner';
export { featuredTile, VIEW_CHOICES, type FeaturedInput, type ViewChoice } from './featured';
export { gapFor, isPhonePortrait, MIN_TILE_HEIGHT, MIN_TILE_WIDTH, pickGrid, placeTiles } from './grid';
export { bringIntoSight, keepOrder, type Sight } from './order';
export type { Arrangement, Grid, Place, Rect, Size } from './types';
