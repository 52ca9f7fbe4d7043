/** A width and a height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A box inside a stage, in CSS pixels from the stage's top left corner. */
export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** How a stage is cut: rows and columns of one page, and the size every tile gets. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly tile: Size;
  /** Space between two tiles. */
  readonly gap: number;
  /** Tiles on a full page. */
  readonly perPage: number;
  /** Pages needed for all tiles; at least one. */
  readonly pages: number;
}

/** One tile at its place. */
export interface Place extends Rect {
  readonly key: string;
  /** `main`: large, with the others in a strip beside it. */
  readonly role: 'tile' | 'main' | 'strip';
}

/** A stage with everybody of one page at a place of their own. */
export interface Arrangement {
  readonly places: readonly Place[];
  /** The page shown, from 0. */
  readonly page: number;
  readonly pages: number;
}
