import { describe, expect, it } from 'vitest';
import { BUSY_PATIENCE, Relief, WELL_PATIENCE } from './relief';
import { World, type Person } from './testing/world';

describe('relief', () => {
  it('comes step by step while the computer is too busy, and goes when it has long been well', () => {
    const relief = new Relief();
    const steps: [number, number][] = [];
    for (let now = 0; now <= 200_000; now += 1_000) {
      const before = relief.step;
      relief.note(now, now < 12_000);
      if (relief.step !== before) steps.push([now, relief.step]);
    }
    expect(steps).toEqual([
      [BUSY_PATIENCE, 1],
      [2 * BUSY_PATIENCE, 2],
      [12_000 + WELL_PATIENCE, 1],
      [12_000 + 2 * WELL_PATIENCE, 0],
    ]);
  });

  it('is not for a moment', () => {
    const relief = new Relief();
    for (let now = 0; now <= 60_000; now += 1_000) relief.note(now, now % 4_000 !== 0);
    expect(relief.step).toBe(0);
  });
});

it('makes a busy computer send less to everybody, says so, and goes back', async () => {
  const world = new World(81);
  const [one] = (await world.call(2)) as [Person];
  const [connection] = world.network
    .open()
    .filter(({ transceivers }) => transceivers[1]?.sender.track?.asTrack === one.camera);
  if (!connection) throw new Error('no connection');
  const limit = () => connection.transceivers[1]?.sender.parameters.encodings[0]?.['maxBitrate'] as number;
  const before = limit();
  world.network.busy.add(connection);
  await world.clock.advance(10_000);
  expect(one.client.getSnapshot().overloaded).toBe(true);
  expect(limit()).toBeLessThan(before);
  world.network.busy.clear();
  await world.clock.advance(120_000);
  expect(one.client.getSnapshot().overloaded).toBe(false);
  expect(limit()).toBe(before);
});
