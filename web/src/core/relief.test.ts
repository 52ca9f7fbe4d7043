import { describe, expect, it } from 'vitest';
import type { Member } from './protocol';
import { BUSY_PATIENCE, RECEIVING_STEP, Relief, WELL_PATIENCE } from './relief';
import { KEEP_FOR, Sparing } from './sparing';
import { SAMPLE_INTERVAL } from './statistics/monitor';
import { World, type Person } from './testing/world';
import { RELIEF_STEPS } from './uplink';

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

it('spares the cameras of the others but one when sending less is not enough, and takes them again', async () => {
  const world = new World(82);
  const people = await world.call(3);
  const [one] = people as [Person];
  const cameras = () => one.client.getSnapshot().participants.filter(({ tracks }) => tracks.camera).length;
  for (const connection of world.network.open())
    if (connection.transceivers[1]?.sender.track?.asTrack === one.camera) world.network.busy.add(connection);
  await world.clock.advance(RELIEF_STEPS * BUSY_PATIENCE);
  expect([one.client.getSnapshot().sparing, cameras()]).toEqual([false, 2]);
  await world.clock.advance(2 * BUSY_PATIENCE);
  expect([one.client.getSnapshot().sparing, cameras()]).toEqual([true, 1]);
  world.network.busy.clear();
  await world.clock.advance(RECEIVING_STEP * (WELL_PATIENCE + SAMPLE_INTERVAL) + WELL_PATIENCE);
  expect([one.client.getSnapshot().sparing, cameras()]).toEqual([false, 2]);
  expect(world.faults(people)).toEqual([]);
});

describe('the camera that is kept', () => {
  const member = (id: string, camera = true): Member => ({
    id,
    label: '',
    state: { microphone: true, camera, screen: false },
    away: false,
  });
  const all = [member('a', false), member('b'), member('c')];

  it('is of whoever spoke last, among those that are on', () => {
    const sparing = new Sparing();
    sparing.note(0, all, 'a');
    expect(sparing.kept).toBe('b');
    sparing.note(KEEP_FOR, all, 'c');
    expect(sparing.kept).toBe('c');
    sparing.note(2 * KEEP_FOR, all, '');
    expect(sparing.kept).toBe('c');
  });

  it('does not change with every word, but at once when it is gone', () => {
    const sparing = new Sparing();
    sparing.note(0, all, 'b');
    sparing.note(KEEP_FOR - 1, all, 'c');
    expect(sparing.kept).toBe('b');
    sparing.note(KEEP_FOR - 1, [member('c')], '');
    expect(sparing.kept).toBe('c');
    sparing.note(KEEP_FOR, [], '');
    expect(sparing.kept).toBe(null);
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
