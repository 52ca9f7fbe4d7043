export { gapFor, isPhonePortrait, MIN_TILE_HEIGHT, MIN_TILE_WIDTH, pickGrid, placeTiles } from './grid';
export type { Grid, Rect, Size } from './types';
