import { useState } from 'react';
import { hear, NOBODY_SEATED, seat } from '../app/seating';
import type { TileModel } from '../app/tiles';
import { arrange, featuredTile, type Arrangement, type Size } from '../core/layout';
import type { StageView } from './useStageView';

/** Of the buttons that turn pages, below the stage: `.pager` has it too. */
export const PAGER_HEIGHT = 44;

interface StageInput {
  /** The others, and oneself where one's own picture is among them. */
  readonly tiles: readonly TileModel[];
  /** Who speaks, by key. */
  readonly speaker: string;
  readonly view: StageView;
  readonly page: number;
  /** What there is for the tiles and, where there are pages, the pager. */
  readonly box: Size | undefined;
}

export interface StagePlan extends Arrangement {
  /** The large tile, by key. */
  readonly featured: string | undefined;
  /** Shared screens, in the order they came. */
  readonly screens: readonly TileModel[];
}

/** Who stands where on the stage right now; undefined until it is known how large the stage is. */
export function useStage({ tiles, speaker, view, page, box }: StageInput): StagePlan | undefined {
  const [seating, setSeating] = useState(NOBODY_SEATED);
  const screens = tiles.filter(({ kind }) => kind === 'screen');
  const plan = (order: readonly string[]): StagePlan | undefined => {
    if (!box || box.width === 0 || box.height === 0) return undefined;
    const featured = featuredTile({
      keys: order,
      choice: view.choice,
      pinned: view.pinned,
      screens: screens.map(({ key }) => key),
      screen: view.screen,
      speaker: speaker === '' ? undefined : speaker,
    });
    return { ...arrange(order, featured, page, box, PAGER_HEIGHT), featured, screens };
  };
  let seated = seat(
    seating,
    tiles.map(({ key }) => key),
  );
  const planned = plan(seated.order);
  if (planned) {
    const fixed = new Set(tiles.filter(({ self, kind }) => self || kind === 'screen').map(({ key }) => key));
    const inSight = planned.places.filter(({ key }) => key !== planned.featured).map(({ key }) => key);
    const reachable = planned.featured === speaker ? '' : speaker;
    seated = hear(seated, reachable, inSight, fixed);
  }
  if (seated !== seating) setSeating(seated);
  return seated.order === seating.order ? planned : plan(seated.order);
}
