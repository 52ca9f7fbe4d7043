import { describe, expect, it } from 'vitest';
import { World } from './testing/world';

describe('a call', () => {
  it.each([2, 3, 4])('of %i connects everybody with everybody', async (count) => {
    const world = new World(count);
    const people = await world.call(count);
    expect(world.faults(people)).toEqual([]);
  });
});
