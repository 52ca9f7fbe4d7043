import { describe, expect, it } from 'vitest';
import type { StatsEntry, StatsReport } from './report';
import { Sampler } from './sampler';

type Entry = Omit<StatsEntry, 'id'>;

const report = (entries: Record<string, Entry>): StatsReport =>
  new Map(Object.entries(entries).map(([id, entry]) => [id, { id, ...entry }]));

const sourceOf = (mid: string, kind: string) =>
  mid === '0' ? 'microphone' : kind === 'audio' ? 'screenAudio' : 'camera';

/** A connection of Chromium's after `seconds`, with addresses that are nobody's business. */
const chromium = (seconds: number) =>
  report({
    transport: { type: 'transport', selectedCandidatePairId: 'pair' },
    pair: {
      type: 'candidate-pair',
      state: 'succeeded',
      currentRoundTripTime: 0.042,
      localCandidateId: 'local',
      remoteCandidateId: 'remote',
    },
    local: {
      type: 'local-candidate',
      candidateType: 'host',
      protocol: 'udp',
      address: '192.168.0.7',
    } as Entry,
    remote: {
      type: 'remote-candidate',
      candidateType: 'srflx',
      protocol: 'udp',
      address: '203.0.113.5',
    } as Entry,
    opus: { type: 'codec', mimeType: 'audio/opus' },
    vp8: { type: 'codec', mimeType: 'video/VP8' },
    voice: {
      type: 'inbound-rtp',
      kind: 'audio',
      mid: '0',
      codecId: 'opus',
      bytesReceived: 4_000 * seconds,
      headerBytesReceived: 1_000 * seconds,
      packetsReceived: 50 * seconds,
      packetsLost: 0,
      jitter: 0.012,
    },
    picture: {
      type: 'inbound-rtp',
      kind: 'video',
      mid: '1',
      codecId: 'vp8',
      bytesReceived: 62_500 * seconds,
      packetsReceived: 95 * seconds,
      packetsLost: 5 * seconds,
      jitter: 0.02,
      frameWidth: 640,
      frameHeight: 360,
      framesPerSecond: 30,
      totalFreezesDuration: 0.1 * seconds,
    },
    sent: {
      type: 'outbound-rtp',
      kind: 'video',
      mid: '1',
      codecId: 'vp8',
      bytesSent: 125_000 * seconds,
      packetsSent: 100 * seconds,
      frameWidth: 1280,
      frameHeight: 720,
      framesPerSecond: 24,
      qualityLimitationReason: 'cpu',
    },
    heard: {
      type: 'remote-inbound-rtp',
      localId: 'sent',
      fractionLost: 0.25,
      jitter: 0.03,
      roundTripTime: 0.05,
    },
  });

describe('two reports', () => {
  it('give figures of what grew between them, and no address', () => {
    const sampler = new Sampler();
    sampler.sample(10_000, chromium(10), sourceOf);
    const figures = sampler.sample(12_000, chromium(12), sourceOf);
    expect(figures).toEqual({
      roundTripTime: 42,
      path: { kind: 'direct', transport: 'udp' },
      downBitrate: 540_000,
      upBitrate: 1_000_000,
      down: [
        { source: 'microphone', bitrate: 40_000, codec: 'opus', loss: 0, jitter: 12 },
        {
          source: 'camera',
          bitrate: 500_000,
          codec: 'VP8',
          width: 640,
          height: 360,
          framesPerSecond: 30,
          loss: 0.05,
          jitter: 20,
          frozen: expect.closeTo(0.1) as number,
        },
      ],
      up: [
        {
          source: 'camera',
          bitrate: 1_000_000,
          codec: 'VP8',
          width: 1280,
          height: 720,
          framesPerSecond: 24,
          loss: 0.25,
          jitter: 30,
          limit: 'cpu',
        },
      ],
    });
    expect(JSON.stringify(figures)).not.toMatch(/192\.168|203\.0/);
  });

  it('of different connections give nothing that grew', () => {
    const sampler = new Sampler();
    expect(sampler.sample(1_000, chromium(100), sourceOf)).toMatchObject({ downBitrate: 0, upBitrate: 0 });
  });
});

describe('a path', () => {
  const pathOf = (entries: Record<string, Entry>) => new Sampler().sample(0, report(entries), sourceOf).path;
  const pair: Entry = { type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r' };

  it.each<[string, Record<string, Entry>, object | undefined]>([
    [
      'through a relay, of Firefox',
      {
        other: { type: 'candidate-pair', state: 'failed' },
        p: { ...pair, selected: true },
        l: { type: 'local-candidate', candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' },
      },
      { kind: 'relay', transport: 'tls' },
    ],
    [
      "through the other's relay",
      {
        p: { ...pair, nominated: true, state: 'succeeded' },
        l: { type: 'local-candidate', candidateType: 'host', protocol: 'TCP' },
        r: { type: 'remote-candidate', candidateType: 'relay', protocol: 'udp' },
      },
      { kind: 'relay', transport: 'tcp' },
    ],
    ['that is not known', {}, undefined],
    ['without candidates', { p: { ...pair, selected: true } }, undefined],
  ])('%s', (_, entries, expected) => {
    expect(pathOf(entries)).toEqual(expected);
  });
});

it('says nothing of loss from a handful of packets', () => {
  const sampler = new Sampler();
  const few = (packetsReceived: number, packetsLost: number) =>
    report({
      a: { type: 'inbound-rtp', kind: 'audio', mid: '0', bytesReceived: 9, packetsReceived, packetsLost },
    });
  sampler.sample(0, few(0, 0), sourceOf);
  expect(sampler.sample(2_000, few(3, 3), sourceOf).down[0]).not.toHaveProperty('loss');
});
