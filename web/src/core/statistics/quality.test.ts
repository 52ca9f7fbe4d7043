import { describe, expect, it } from 'vitest';
import { World, type Person } from '../testing/world';
import { BETTER_AFTER, QualityMeter, WORSE_AFTER } from './quality';
import type { LinkFigures } from './sampler';
import type { StreamStatistics } from './types';

const figures = (stream: Partial<StreamStatistics>, more: Partial<LinkFigures> = {}): LinkFigures => ({
  up: [],
  down: [{ source: 'camera', bitrate: 500_000, ...stream }],
  upBitrate: 0,
  downBitrate: 500_000,
  ...more,
});
const nothing: LinkFigures = { up: [], down: [], upBitrate: 0, downBitrate: 0 };

describe('one sample', () => {
  it.each<[string, LinkFigures, string]>([
    ['without a flaw', figures({}), 'excellent'],
    ['with little loss', figures({ loss: 0.006 }), 'good'],
    ['with some loss', figures({ loss: 0.02 }), 'fair'],
    ['with 5 % loss', figures({ loss: 0.05 }), 'poor'],
    ['that stood still', figures({ frozen: 0.5 }), 'poor'],
    ['that jitters', figures({ jitter: 60 }), 'fair'],
    ['from far away', figures({}, { roundTripTime: 320 }), 'fair'],
    ['with nothing in it', nothing, 'unknown'],
  ])('%s is %s', (_, sample, quality) => {
    expect(new QualityMeter().note(sample, true)).toBe(quality);
  });
});

describe('the meter', () => {
  it('takes one bad moment for no bad connection, and one good moment for no good one', () => {
    const meter = new QualityMeter();
    const say = (loss: number) => meter.note(figures({ loss }), true);
    expect([say(0), say(0.1), say(0), say(0.1)]).toEqual(Array(4).fill('excellent'));
    for (let sample = 1; sample < WORSE_AFTER; sample += 1) say(0.1);
    expect(say(0.1)).toBe('poor');
    for (let sample = 1; sample < BETTER_AFTER; sample += 1) expect(say(0)).toBe('poor');
    expect(say(0)).toBe('excellent');
  });

  it('takes silence for a bad sign where there should be something', () => {
    const meter = new QualityMeter();
    meter.note(figures({}), true);
    expect([meter.note(nothing, true), meter.note(nothing, true)]).toEqual(['excellent', 'poor']);
    const quiet = new QualityMeter();
    quiet.note(figures({}), true);
    expect(quiet.note(nothing, false)).toBe('unknown');
  });
});

describe('in a call', () => {
  const qualities = (person: Person) =>
    person.client.getSnapshot().participants.map(({ quality }) => quality);

  it('5 % loss is poor within six seconds, and is forgotten within ten', async () => {
    const world = new World(71);
    const people = (await world.call(3)) as [Person, Person, Person];
    expect(qualities(people[0])).toEqual(['unknown', 'unknown']);
    await world.clock.advance(5_000);
    expect(qualities(people[0])).toEqual(['excellent', 'excellent']);
    world.network.loss = 0.05;
    await world.clock.advance(6_000);
    expect(qualities(people[0])).toEqual(['poor', 'poor']);
    world.network.loss = 0;
    await world.clock.advance(10_000);
    expect(qualities(people[0])).toEqual(['excellent', 'excellent']);
  });

  it('figures come every two seconds, in the order of people, and end with the call', async () => {
    const world = new World(72);
    const [one] = (await world.call(3)) as [Person];
    const figures = one.client.statistics();
    await world.clock.advance(4_000);
    const { people, at } = figures.getSnapshot();
    expect(people.map(({ id }) => id)).toEqual(one.client.getSnapshot().participants.map(({ id }) => id));
    expect(people[0]?.down.map(({ source, bitrate }) => [source, bitrate])).toEqual([
      ['microphone', 50_000],
      ['camera', 50_000],
    ]);
    await world.clock.advance(2_000);
    expect(figures.getSnapshot().at - at).toBe(2_000);
    one.client.leave();
    expect(figures.getSnapshot().people).toEqual([]);
    await world.clock.advance(10_000);
    expect(figures.getSnapshot().people).toEqual([]);
  });
});
