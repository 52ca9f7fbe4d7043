import { expect, it } from 'vitest';
import type { CallStatistics } from '../core';
import { figuresIn, statisticsJson } from './figures';

it('writes figures as people of a language read them', () => {
  const { bitrate, milliseconds, percent, perSecond } = figuresIn('en');
  expect([bitrate(0), bitrate(64_400), bitrate(999_600), bitrate(1_540_000)]).toEqual([
    '0 kb/s',
    '64 kb/s',
    '1 Mb/s',
    '1.5 Mb/s',
  ]);
  expect([milliseconds(41.6), percent(0.0512), perSecond(29.97)]).toEqual(['42 ms', '5.1%', '30']);
  expect(figuresIn('ko').percent(0.05)).toBe('5%');
});

it('copies figures with the id of the call, and without addresses', () => {
  const statistics: CallStatistics = {
    at: 1234.5,
    people: [
      {
        id: 'abc',
        quality: 'good',
        upBitrate: 500_000,
        downBitrate: 600_000,
        up: [{ source: 'camera', bitrate: 450_000, limit: 'bandwidth' }],
        down: [],
        path: { kind: 'direct', transport: 'udp' },
      },
    ],
  };
  const copied: unknown = JSON.parse(statisticsJson('call-1', statistics));
  expect(copied).toMatchObject({
    call: 'call-1',
    people: [{ person: 1, id: 'abc', path: { kind: 'direct' } }],
  });
  expect(statisticsJson('call-1', statistics)).not.toMatch(/\d+\.\d+\.\d+\.\d+|candidate|address/);
});
