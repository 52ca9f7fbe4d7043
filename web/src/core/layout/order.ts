/** Everybody keeps their place: who left leaves no gap, who came stands at the end. */
export function keepOrder(order: readonly string[], present: readonly string[]): readonly string[] {
  const here = new Set(present);
  const known = new Set(order);
  const kept = order.filter((key) => here.has(key));
  const next = [...kept, ...present.filter((key) => !known.has(key))];
  return next.length === order.length && next.every((key, at) => key === order[at]) ? order : next;
}

export interface Sight {
  /** Who is on the page that is shown. */
  readonly inSight: readonly string[];
  /** When each one spoke last, larger is later; absent for never. */
  readonly spoke: ReadonlyMap<string, number>;
  /** Who does not give way: shared screens, oneself. */
  readonly fixed: ReadonlySet<string>;
}

/**
 * Brings a speaker who is on another page onto this one, in the place of whoever there has been silent longest. Nobody
 * else moves; a speaker who is in sight changes nothing.
 */
export function bringIntoSight(order: readonly string[], speaker: string, sight: Sight): readonly string[] {
  const { inSight, spoke, fixed } = sight;
  if (!order.includes(speaker) || inSight.includes(speaker)) return order;
  const silence = (key: string): number => spoke.get(key) ?? -1;
  const [quiet] = inSight.filter((key) => !fixed.has(key)).sort((a, b) => silence(a) - silence(b));
  if (quiet === undefined) return order;
  return order.map((key) => (key === speaker ? quiet : key === quiet ? speaker : key));
}
