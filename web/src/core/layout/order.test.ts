import { describe, expect, it } from 'vitest';
import { bringIntoSight, keepOrder, type Sight } from './index';

describe('keepOrder', () => {
  it('keeps everybody in place when people come and go', () => {
    expect(keepOrder(['a', 'b', 'c'], ['c', 'd', 'a'])).toEqual(['a', 'c', 'd']);
  });

  it('is the same order while nothing changes', () => {
    const order = ['a', 'b'];
    expect(keepOrder(order, ['b', 'a'])).toBe(order);
  });
});

describe('bringIntoSight', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  const sight = (change: Partial<Sight> = {}): Sight => ({
    inSight: ['a', 'b', 'c'],
    spoke: new Map([
      ['a', 4],
      ['b', 2],
      ['c', 3],
    ]),
    fixed: new Set(),
    ...change,
  });

  it('swaps a speaker on another page with who has been silent longest', () => {
    expect(bringIntoSight(order, 'e', sight())).toEqual(['a', 'e', 'c', 'd', 'b']);
  });

  it('takes one who never spoke first', () => {
    expect(bringIntoSight(order, 'd', sight({ spoke: new Map([['a', 1]]) }))).toEqual([
      'a',
      'd',
      'c',
      'b',
      'e',
    ]);
  });

  it('moves nobody for a speaker who is in sight, or who is not there', () => {
    expect(bringIntoSight(order, 'b', sight())).toBe(order);
    expect(bringIntoSight(order, 'x', sight())).toBe(order);
  });

  it('leaves those in place who do not give way', () => {
    expect(bringIntoSight(order, 'e', sight({ fixed: new Set(['b']) }))).toEqual(['a', 'b', 'e', 'd', 'c']);
    expect(bringIntoSight(order, 'e', sight({ fixed: new Set(['a', 'b', 'c']) }))).toBe(order);
  });

  it('brings a speaker of the first page onto the second while that is looked at', () => {
    expect(bringIntoSight(order, 'a', sight({ inSight: ['d', 'e'], spoke: new Map() }))).toEqual([
      'd',
      'b',
      'c',
      'a',
      'e',
    ]);
  });
});
