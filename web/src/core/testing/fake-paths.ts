import type { Rtc } from '../rtc';

/** What one connection finds: candidates by their line, then whether the search ends, and with how many errors. */
export interface FakeSearch {
  readonly lines?: readonly string[];
  readonly ends?: boolean;
  readonly errors?: number;
  /** What is sent over a channel arrives. */
  readonly carries?: boolean;
}

interface FakeChannel {
  onopen: (() => void) | null;
  onmessage: (() => void) | null;
  send: () => void;
}

/** A line of a candidate, as a browser writes it. */
export const candidateLine = (kind: string, protocol = 'udp'): string =>
  `candidate:1 1 ${protocol} 1 192.0.2.7 9 typ ${kind}`;

/** Connections that only look for paths, and find what the test says for their configuration. */
export class FakePaths implements Rtc {
  readonly configurations: RTCConfiguration[] = [];
  /** Connections that are not closed. */
  open = 0;
  /** Of browsers that do not tell of errors. */
  mute = false;

  constructor(private readonly search: (configuration: RTCConfiguration) => FakeSearch) {}

  readonly supported = (): boolean => true;
  readonly createStream = (): MediaStream => ({}) as MediaStream;

  readonly createConnection = (configuration: RTCConfiguration): RTCPeerConnection => {
    this.configurations.push(configuration);
    this.open += 1;
    const made = new FakeSearcher(this.search(configuration), () => (this.open -= 1));
    if (!this.mute) made.onicecandidateerror = null;
    return made as unknown as RTCPeerConnection;
  };
}

class FakeSearcher {
  onicecandidate: ((event: { candidate: object | null }) => void) | null = null;
  declare onicecandidateerror?: (() => void) | null;
  localDescription = { type: 'offer', sdp: '' };
  private channel: FakeChannel | null = null;

  constructor(
    private readonly search: FakeSearch,
    readonly close: () => void,
  ) {}

  createDataChannel(): FakeChannel {
    this.channel = { onopen: null, onmessage: null, send: () => this.sent() };
    return this.channel;
  }

  /** The far end answers whatever comes. */
  private sent(): void {
    if (this.search.carries) queueMicrotask(() => this.channel?.onmessage?.());
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    queueMicrotask(() => this.gather());
  }

  async setRemoteDescription(): Promise<void> {
    await Promise.resolve();
    if (this.search.carries) queueMicrotask(() => this.channel?.onopen?.());
  }

  addIceCandidate(): Promise<void> {
    return Promise.resolve();
  }

  private gather(): void {
    const { lines = [], errors = 0, ends = false } = this.search;
    for (let error = 0; error < errors; error += 1) this.onicecandidateerror?.();
    for (const candidate of lines) this.onicecandidate?.({ candidate: { candidate } });
    if (ends) this.onicecandidate?.({ candidate: null });
  }
}
