/** One entry of a statistics report: the members that are read, of every kind there is. What a browser does not tell is absent. */
export interface StatsEntry {
  readonly id: string;
  readonly type: string;
  /** When the report was made, by the clock of the system, in milliseconds. */
  readonly timestamp?: number;
  readonly kind?: string;
  readonly mid?: string;
  readonly codecId?: string;
  readonly mimeType?: string;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
  readonly headerBytesReceived?: number;
  readonly headerBytesSent?: number;
  readonly packetsReceived?: number;
  readonly packetsSent?: number;
  readonly packetsLost?: number;
  readonly lastPacketReceivedTimestamp?: number;
  readonly fractionLost?: number;
  readonly jitter?: number;
  readonly roundTripTime?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly framesPerSecond?: number;
  readonly totalFreezesDuration?: number;
  readonly qualityLimitationReason?: string;
  readonly localId?: string;
  readonly selectedCandidatePairId?: string;
  readonly selected?: boolean;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly currentRoundTripTime?: number;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly relayProtocol?: string;
}

/** What `getStats` gives, read as it is needed here. */
export type StatsReport = ReadonlyMap<string, StatsEntry>;

/** The candidate pair in use. Chromium says so in the transport, Firefox in the pair itself. */
export function selectedPair(report: StatsReport): StatsEntry | undefined {
  const entries = [...report.values()];
  const transport = entries.find(({ selectedCandidatePairId: id }) => id !== undefined && report.has(id));
  if (transport?.selectedCandidatePairId !== undefined) return report.get(transport.selectedCandidatePairId);
  const pairs = entries.filter(({ type }) => type === 'candidate-pair');
  return (
    pairs.find(({ selected }) => selected) ??
    pairs.find(({ nominated, state }) => nominated && state === 'succeeded')
  );
}
