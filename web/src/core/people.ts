import { Timer, type Clock } from './clock';
import type { Member, Place } from './protocol';
import { find, reconcile, remove, upsert, type Roster } from './roster';

export interface PeopleOptions {
  readonly clock: Clock;
  /** Somebody who was waited for did not come back. */
  readonly onGone: (id: string) => void;
}

/** Everybody else in the room, as last told, and who is missed for the moment. */
export class People {
  private known: Roster = [];
  /** Those a server that started anew has not seen yet, each with the end of the wait. */
  private readonly awaited = new Map<string, Timer>();

  constructor(private readonly options: PeopleOptions) {}

  get roster(): Roster {
    return this.known;
  }

  find(id: string): Member | undefined {
    return find(this.known, id);
  }

  /**
   * Takes the snapshot that came with a place, and tells who is gone. `fresh`: the room began anew (the server restarted),
   * so those missing in it may still be on their way back, for as long as the server would hold their place.
   */
  replace({ members, selfId, hold }: Place, fresh: boolean): readonly string[] {
    const others = members.filter(({ id }) => id !== selfId);
    const { roster, exited } = reconcile(this.known, others, ({ id }) => fresh || this.awaited.has(id));
    this.known = roster;
    for (const { id } of roster) {
      if (find(others, id)) this.stopWaiting(id);
      else this.awaitReturn(id, hold);
    }
    return exited;
  }

  put(member: Member): void {
    this.stopWaiting(member.id);
    this.known = upsert(this.known, member);
  }

  /** A change of somebody known; whether they are away is told apart. */
  update(member: Member): boolean {
    const known = this.find(member.id);
    if (known) this.known = upsert(this.known, { ...member, away: known.away });
    return known !== undefined;
  }

  setAway(id: string, away: boolean): void {
    const member = this.find(id);
    if (member && member.away !== away) this.known = upsert(this.known, { ...member, away });
  }

  remove(id: string): void {
    this.stopWaiting(id);
    this.known = remove(this.known, id);
  }

  clear(): void {
    for (const id of [...this.awaited.keys()]) this.stopWaiting(id);
    this.known = [];
  }

  private awaitReturn(id: string, patience: number): void {
    this.setAway(id, true);
    if (this.awaited.has(id)) return;
    const timer = new Timer(this.options.clock);
    this.awaited.set(id, timer);
    timer.set(patience, () => {
      this.remove(id);
      this.options.onGone(id);
    });
  }

  private stopWaiting(id: string): void {
    this.awaited.get(id)?.cancel();
    this.awaited.delete(id);
  }
}
