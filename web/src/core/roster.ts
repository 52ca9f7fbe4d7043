import type { Member } from './protocol';

/** Everybody else in the room, in the order they came. Never changed in place. */
export type Roster = readonly Member[];

export function find(roster: Roster, id: string): Member | undefined {
  return roster.find((member) => member.id === id);
}

/** Adds a member at the end, or replaces what is known of one already there, in place. */
export function upsert(roster: Roster, member: Member): Roster {
  if (!find(roster, member.id)) return [...roster, member];
  return roster.map((known) => (known.id === member.id ? member : known));
}

export function remove(roster: Roster, id: string): Roster {
  return find(roster, id) ? roster.filter((member) => member.id !== id) : roster;
}

/** What a full snapshot changes: repairs every enter and exit that was missed. */
export interface Reconciliation {
  readonly roster: Roster;
  readonly entered: readonly string[];
  readonly exited: readonly string[];
}

/**
 * Takes the server's snapshot for the truth; a member listed twice counts once. Who was known keeps the order, also
 * when everybody came back to a restarted server in another one; `stays` are known members kept although not listed.
 */
export function reconcile(
  roster: Roster,
  snapshot: readonly Member[],
  stays: (member: Member) => boolean = () => false,
): Reconciliation {
  const known = roster.flatMap((member) => find(snapshot, member.id) ?? (stays(member) ? member : []));
  const next = snapshot.reduce<Roster>(upsert, known);
  return {
    roster: next,
    entered: next.filter(({ id }) => !find(roster, id)).map(({ id }) => id),
    exited: roster.filter(({ id }) => !find(next, id)).map(({ id }) => id),
  };
}
