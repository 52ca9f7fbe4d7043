import { describe, expect, it } from 'vitest';
import { arrivalsOf, DOUBT, Liveness, READ_INTERVAL, SILENCE } from './liveness';
import { VirtualClock } from './testing/virtual-clock';

const STEP = 20;

/** A connection on which a packet comes every 20 ms for `until` milliseconds; `ages`: the browser says when the last came. */
function follow(until: number, ages = true) {
  const clock = new VirtualClock();
  const asked: number[] = [];
  const told: (readonly [event: string, at: number])[] = [];
  const report = () => {
    const now = clock.now();
    const last = Math.floor(Math.min(now, until) / STEP) * STEP;
    liveness.note({ packets: last / STEP + 1, age: ages ? now - last : undefined });
  };
  const liveness = new Liveness({
    clock,
    ask: () => {
      asked.push(clock.now());
      report();
    },
    onChange: () => told.push([liveness.silent ? 'silent' : 'back', clock.now()]),
    onDoubt: () => told.push(['doubt', clock.now()]),
  });
  return { clock, liveness, asked, told, report };
}

describe('while packets come', () => {
  it('a report is asked for now and then, and nothing told', async () => {
    const { clock, asked, told } = follow(Infinity);
    await clock.advance(10 * READ_INTERVAL);
    expect(asked).toHaveLength(10);
    expect(told).toEqual([]);
  });

  it('a report made for something else is one that need not be asked for', async () => {
    const { clock, asked, report } = follow(Infinity);
    for (let round = 0; round < 20; round += 1) {
      await clock.advance(READ_INTERVAL / 2);
      report();
    }
    expect(asked).toEqual([]);
  });
});

describe('when no more come', () => {
  it.each([3_000, 3_300, 3_500, 3_980])(
    'from %i ms on, it is told when it is time, and no later',
    async (end) => {
      const { clock, told } = follow(end);
      await clock.advance(10_000);
      const late = told.map(([event, at]) => [event, at - end]);
      expect(late).toEqual([
        ['doubt', DOUBT],
        ['silent', SILENCE],
      ]);
    },
  );

  it('and the browser does not say when the last came, it is told a report later at the most', async () => {
    const { clock, told } = follow(3_300, false);
    await clock.advance(10_000);
    expect(told.map(([event]) => event)).toEqual(['doubt', 'silent']);
    expect(told[1]?.[1]).toBeLessThanOrEqual(3_300 + SILENCE + READ_INTERVAL);
  });

  it('because none are meant to, nothing is told', async () => {
    const { clock, liveness, told } = follow(3_000);
    await clock.advance(3_500);
    liveness.expect(false);
    await clock.advance(10_000);
    expect(told).toEqual([]);
  });
});

it('does not believe that the newest packet is older than the report before', async () => {
  const { clock, liveness, told } = follow(0);
  for (let packets = 10; packets < 20; packets += 1) {
    await clock.advance(READ_INTERVAL / 2);
    liveness.note({ packets, age: 60_000 });
  }
  expect(told).toEqual([]);
});

it('reads from a report how much came over all lines, and when last', () => {
  const line = { type: 'inbound-rtp', timestamp: 5_000 };
  const report = new Map([
    ['a', { ...line, id: 'a', packetsReceived: 10, lastPacketReceivedTimestamp: 4_000 }],
    ['v', { ...line, id: 'v', packetsReceived: 30, lastPacketReceivedTimestamp: 4_990 }],
    ['o', { id: 'o', type: 'outbound-rtp', packetsReceived: 7, timestamp: 5_000 }],
  ]);
  expect(arrivalsOf(report)).toEqual({ packets: 40, age: 10 });
  expect(arrivalsOf(new Map([['a', { ...line, id: 'a', packetsReceived: 1 }]]))).toEqual({
    packets: 1,
    age: undefined,
  });
});
