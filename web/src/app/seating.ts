import { bringIntoSight, keepOrder } from '../core/layout';

/** Who sits where on the stage, and who spoke when. */
export interface Seating {
  readonly order: readonly string[];
  /** When each one began to speak last, counted in turns. */
  readonly spoke: ReadonlyMap<string, number>;
  readonly speaker: string;
}

export const NOBODY_SEATED: Seating = { order: [], spoke: new Map(), speaker: '' };

/** Seats who is present: the same seating as long as nobody comes or goes. */
export function seat(seating: Seating, present: readonly string[]): Seating {
  const order = keepOrder(seating.order, present);
  return order === seating.order ? seating : { ...seating, order };
}

/** Somebody else speaks: one who is out of sight takes the place of the longest silent one in sight. */
export function hear(
  seating: Seating,
  speaker: string,
  inSight: readonly string[],
  fixed: ReadonlySet<string>,
): Seating {
  if (speaker === seating.speaker) return seating;
  const { spoke } = seating;
  const order = bringIntoSight(seating.order, speaker, { inSight, spoke, fixed });
  const turn = Math.max(0, ...spoke.values()) + 1;
  return { order, spoke: speaker === '' ? spoke : new Map(spoke).set(speaker, turn), speaker };
}
