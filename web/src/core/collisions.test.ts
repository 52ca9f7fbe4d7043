import { describe, expect, it } from 'vitest';
import { World, type Person } from './testing/world';

const RUNS = 1_000;
const BATCHES = 10;

/** Offers to whoever appears, although the newcomer offers too. */
function offerEagerly({ client }: Person): void {
  const met = new Set<string>();
  client.subscribe(() => {
    for (const { id } of client.getSnapshot().participants) {
      if (met.has(id)) continue;
      met.add(id);
      queueMicrotask(() => client.retry());
    }
  });
}

/** Everybody joins within a moment, and everybody offers to everybody. */
async function joinAtOnce(world: World, count: number): Promise<Person[]> {
  const people = Array.from({ length: count }, () => world.person());
  for (const person of people) {
    offerEagerly(person);
    world.clock.after(world.random() * 60, () => void person.client.join({ room: 'room', label: '' }));
  }
  await world.clock.advance(3_000);
  return people;
}

/** Everybody renegotiates with everybody within a moment. */
async function restartAtOnce(world: World, people: readonly Person[]): Promise<void> {
  for (const { browserNetwork } of people) world.clock.after(world.random() * 40, browserNetwork.change);
  await world.clock.advance(1_500);
}

async function run(seed: number): Promise<{ faults: string[]; collisions: number }> {
  const world = new World(seed);
  const people = await joinAtOnce(world, 2 + (seed % 3));
  await restartAtOnce(world, people);
  await restartAtOnce(world, people);
  const open = world.network.connections;
  // A crossed first offer ends in a new connection, a later one in a rollback.
  const needed = people.length * (people.length - 1);
  const collisions = open.length - needed + open.reduce((sum, { rollbacks }) => sum + rollbacks, 0);
  return { faults: world.faults(people), collisions };
}

describe('offers that cross', () => {
  it.each(Array.from({ length: BATCHES }, (_, batch) => batch))(
    'end stable, with nothing lost and nothing twice (batch %i)',
    async (batch) => {
      let collisions = 0;
      for (let index = 0; index < RUNS / BATCHES; index += 1) {
        const seed = batch * (RUNS / BATCHES) + index;
        const result = await run(seed);
        collisions += result.collisions;
        expect(result.faults, `seed ${seed}`).toEqual([]);
      }
      expect(collisions).toBeGreaterThanOrEqual(RUNS / BATCHES);
    },
    60_000,
  );
});
