import type { Standing } from './types';

export type Standings = ReadonlyMap<string, Standing>;

export function withStanding(standings: Standings, id: string, standing: Standing): Standings {
  const known = standings.get(id);
  if (known?.role === standing.role && known.hand === standing.hand) return standings;
  return new Map([...standings, [id, standing]]);
}

export function withoutStanding(standings: Standings, id: string): Standings {
  return standings.has(id) ? new Map([...standings].filter(([other]) => other !== id)) : standings;
}

/** Who has a hand up, in the order the hands went up. */
export function raisedHands(standings: Standings): readonly string[] {
  return [...standings]
    .filter(([, { hand }]) => hand > 0)
    .sort(([, one], [, other]) => one.hand - other.hand)
    .map(([id]) => id);
}
