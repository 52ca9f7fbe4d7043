import type { Sending } from '../types';
import { selectedPair, type StatsEntry, type StatsReport } from './report';
import type { LimitReason, PathStatistics, PersonStatistics, StreamStatistics } from './types';

/** What one sample says of a connection. */
export type LinkFigures = Omit<PersonStatistics, 'id' | 'quality'>;

/** Tells what a line carries, by its `mid`. */
export type SourceOf = (mid: string, kind: string) => Sending;

/** With fewer packets in an interval, a share of lost ones says nothing. */
export const LEAST_PACKETS = 20;

const LIMITS: ReadonlySet<string> = new Set<LimitReason>(['none', 'cpu', 'bandwidth', 'other']);
const TRANSPORTS: ReadonlySet<string> = new Set<PathStatistics['transport']>(['udp', 'tcp', 'tls']);

/** What grows from report to report, of one stream. */
interface Counters {
  readonly bytes: number;
  readonly packets: number;
  readonly lost: number;
  readonly frozen: number;
}

function counters(entry: StatsEntry): Counters {
  const { bytesReceived = 0, headerBytesReceived = 0, bytesSent = 0, headerBytesSent = 0 } = entry;
  return {
    bytes: bytesReceived + headerBytesReceived + bytesSent + headerBytesSent,
    packets: (entry.packetsReceived ?? 0) + (entry.packetsSent ?? 0),
    lost: entry.packetsLost ?? 0,
    frozen: entry.totalFreezesDuration ?? 0,
  };
}

const milliseconds = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : Math.round(seconds * 1_000);

/** Members without a value are left out. */
function known<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never;
}

/** Turns the reports of one connection, one after the other, into figures: what grew since the last, and what is. */
export class Sampler {
  private before = new Map<string, Counters>();
  private at: number | null = null;

  /** `now` in milliseconds, later than at the last sample. */
  sample(now: number, report: StatsReport, sourceOf: SourceOf): LinkFigures {
    const seconds = this.at === null ? 0 : (now - this.at) / 1_000;
    const entries = [...report.values()];
    const after = new Map<string, Counters>();
    const streams = (type: string, remote: (entry: StatsEntry) => StatsEntry | undefined) =>
      entries
        .filter((entry) => entry.type === type)
        .flatMap((entry) => {
          const now_ = counters(entry);
          after.set(entry.id, now_);
          const last = this.before.get(entry.id);
          const stream = { entry, grown: grown(now_, last), seconds, remote: remote(entry) };
          return now_.bytes > 0 ? [describe(stream, report, sourceOf)] : [];
        });
    const down = streams('inbound-rtp', () => undefined);
    const up = streams('outbound-rtp', ({ id }) =>
      entries.find(({ type, localId }) => type === 'remote-inbound-rtp' && localId === id),
    );
    this.before = after;
    this.at = now;
    return { up, down, upBitrate: total(up), downBitrate: total(down), ...connection(report) };
  }
}

interface Stream {
  readonly entry: StatsEntry;
  readonly grown: Counters;
  readonly seconds: number;
  readonly remote: StatsEntry | undefined;
}

function grown(now: Counters, last: Counters | undefined): Counters {
  const { bytes, packets, lost, frozen } = last ?? now;
  return {
    bytes: now.bytes - bytes,
    packets: now.packets - packets,
    // A packet that came late after all counts as less lost than before.
    lost: Math.max(0, now.lost - lost),
    frozen: now.frozen - frozen,
  };
}

function describe({ entry, grown: now, seconds, remote }: Stream, report: StatsReport, sourceOf: SourceOf) {
  const incoming = entry.type === 'inbound-rtp';
  const jitter = incoming ? entry.jitter : remote?.jitter;
  const mimeType = report.get(entry.codecId ?? '')?.mimeType;
  const limit = entry.qualityLimitationReason ?? '';
  const frozen = seconds > 0 && entry.totalFreezesDuration !== undefined ? now.frozen / seconds : undefined;
  const stream: StreamStatistics = {
    source: sourceOf(entry.mid ?? '', entry.kind ?? ''),
    bitrate: seconds > 0 ? Math.round((now.bytes * 8) / seconds) : 0,
    ...known({
      codec: mimeType?.replace(/^\w+\//, ''),
      width: entry.frameWidth,
      height: entry.frameHeight,
      framesPerSecond: entry.framesPerSecond,
      loss: incoming ? lossOf(now) : remote?.fractionLost,
      jitter: milliseconds(jitter),
      frozen: frozen === undefined ? undefined : Math.min(1, Math.max(0, frozen)),
      limit: LIMITS.has(limit) ? (limit as LimitReason) : undefined,
    }),
  };
  return stream;
}

function lossOf({ packets, lost }: Counters): number | undefined {
  const sent = packets + lost;
  return sent < LEAST_PACKETS ? undefined : lost / sent;
}

const total = (streams: readonly StreamStatistics[]): number =>
  streams.reduce((sum, { bitrate }) => sum + bitrate, 0);

/** The path in use, and how long it takes. No address is read. */
function connection(report: StatsReport): Pick<LinkFigures, 'roundTripTime' | 'path'> {
  const pair = selectedPair(report);
  if (!pair) return {};
  const local = report.get(pair.localCandidateId ?? '');
  const remote = report.get(pair.remoteCandidateId ?? '');
  const relayed = local?.candidateType === 'relay' || remote?.candidateType === 'relay';
  const said = (local?.candidateType === 'relay' ? local.relayProtocol : undefined) ?? local?.protocol ?? '';
  const transport = said.toLowerCase();
  const path = TRANSPORTS.has(transport)
    ? {
        kind: relayed ? ('relay' as const) : ('direct' as const),
        transport: transport as PathStatistics['transport'],
      }
    : undefined;
  return known({ roundTripTime: milliseconds(pair.currentRoundTripTime), path });
}
