import { describe, expect, it } from 'vitest';
import type { Member } from './protocol';
import { reconcile, remove, upsert, type Roster } from './roster';

const member = (id: string, label = id): Member => ({
  id,
  label,
  state: { microphone: true, camera: true, screen: false },
  away: false,
});
const roster = (...ids: string[]): Roster => ids.map((id) => member(id));
const ids = (members: Roster) => members.map(({ id }) => id);

describe('the roster', () => {
  it('keeps the order of arrival through changes', () => {
    const changed = upsert(roster('a', 'b', 'c'), member('b', 'new'));
    expect(changed.map(({ label }) => label)).toEqual(['a', 'new', 'c']);
    expect(ids(upsert(changed, member('d')))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is the same when nothing is removed', () => {
    const before = roster('a');
    expect(remove(before, 'x')).toBe(before);
    expect(remove(before, 'a')).toEqual([]);
  });

  it.each([
    ['nothing missed', ['a', 'b'], ['a', 'b'], [], []],
    ['an exit missed', ['a', 'b'], ['b'], [], ['a']],
    ['an enter missed', ['a'], ['a', 'b'], ['b'], []],
    ['everybody new', ['a', 'b'], ['c', 'd'], ['c', 'd'], ['a', 'b']],
    ['somebody listed twice', [], ['a', 'a'], ['a'], []],
  ])('reconciles with %s', (_, before, snapshot, entered, exited) => {
    const result = reconcile(roster(...before), roster(...snapshot));
    expect(result).toMatchObject({ entered, exited });
    expect(ids(result.roster)).toEqual([...new Set(snapshot)]);
  });

  it('keeps the order of those it knew, and those told to stay', () => {
    const { roster: next, exited } = reconcile(
      roster('a', 'b', 'c', 'd'),
      roster('x', 'c', 'a'),
      ({ id }) => id === 'b',
    );
    expect(ids(next)).toEqual(['a', 'b', 'c', 'x']);
    expect(exited).toEqual(['d']);
  });
});
