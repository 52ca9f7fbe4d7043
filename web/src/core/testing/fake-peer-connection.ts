import type { FakeNetwork } from './fake-network';
import { common, parse, receives, reversed, sends, write, type Description, type Line } from './fake-sdp';
import { FakeTrack } from './fake-track';

const CANDIDATES = 3;

interface FakeTransport {
  readonly iceTransport: { onselectedcandidatepairchange: (() => void) | null };
}

class FakeSender {
  streams: string[] = [];
  parameters: { encodings: Record<string, unknown>[] } = { encodings: [{}] };
  /** How many pictures were asked for that need none before them. */
  wholePictures = 0;

  constructor(
    public track: FakeTrack | null,
    /** All of a connection share one. */
    readonly transport: FakeTransport,
    private readonly changed: () => void,
  ) {}

  replaceTrack(track: FakeTrack | null): Promise<void> {
    this.track = track;
    return Promise.resolve();
  }

  setStreams(...streams: { id: string }[]): void {
    this.streams = streams.map(({ id }) => id);
    this.changed();
  }

  getParameters() {
    return structuredClone(this.parameters);
  }

  setParameters(
    parameters: FakeSender['parameters'],
    options: { encodingOptions?: { keyFrame: boolean }[] } = {},
  ): Promise<void> {
    this.parameters = parameters;
    if (options.encodingOptions?.some(({ keyFrame }) => keyFrame)) this.wholePictures += 1;
    return Promise.resolve();
  }
}

class FakeTransceiver {
  mid: string | null = null;
  currentDirection: RTCRtpTransceiverDirection | null = null;
  /** Made by addTrack: the only ones a line of the other side's offer takes. */
  free = false;
  readonly receiver: {
    track: FakeTrack;
    /** How loud what arrives is. */
    level: number;
    getSynchronizationSources: () => { audioLevel: number }[];
  };
  readonly sender: FakeSender;
  private wanted: RTCRtpTransceiverDirection;
  private received = 0;
  private lost = 0;

  constructor(
    readonly kind: 'audio' | 'video',
    track: FakeTrack | null,
    direction: RTCRtpTransceiverDirection,
    transport: FakeTransport,
    private readonly changed: () => void,
  ) {
    const receiver = {
      track: new FakeTrack(kind),
      level: 0,
      getSynchronizationSources: () => [{ audioLevel: receiver.level }],
    };
    this.receiver = receiver;
    this.sender = new FakeSender(track, transport, changed);
    this.wanted = direction;
  }

  get direction(): RTCRtpTransceiverDirection {
    return this.wanted;
  }

  set direction(direction: RTCRtpTransceiverDirection) {
    this.wanted = direction;
    this.changed();
  }

  /** So many packets were sent here, of which a part got lost. */
  count(sent: number, loss: number): void {
    this.lost += sent * loss;
    this.received += sent * (1 - loss);
  }

  inbound(): object {
    const { kind, mid, received, lost } = this;
    const bytes = (received * 1_000) / 8;
    const counted = { packetsReceived: received, packetsLost: lost, bytesReceived: bytes };
    return { id: `in-${mid}`, type: 'inbound-rtp', kind, mid, ...counted };
  }

  outbound(qualityLimitationReason: string): object {
    const { kind, mid } = this;
    return { id: `out-${mid}`, type: 'outbound-rtp', kind, mid, bytesSent: 1_000, qualityLimitationReason };
  }
}

interface Snapshot {
  readonly ufrag: string;
  readonly mids: readonly (string | null)[];
  readonly restart: boolean;
}

/** An error as a browser names it. */
function failure(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/**
 * A model of RTCPeerConnection after the W3C text, as far as negotiation goes: signaling states with pending and current
 * descriptions, implicit rollback, the chain of operations, the negotiation-needed flag, ICE restarts, and candidates that
 * belong to one generation. Every operation takes a random time.
 */
export class FakePeerConnection {
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: { toJSON: () => RTCIceCandidateInit } | null }) => void) | null =
    null;
  onconnectionstatechange: (() => void) | null = null;
  ontrack: (() => void) | null = null;

  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  readonly transceivers: FakeTransceiver[] = [];
  readonly transport: FakeTransport = { iceTransport: { onselectedcandidatepairchange: null } };
  readonly fingerprint: string;
  ufrag = '';
  agreedUfrag = '';
  hasCandidates = false;
  rollbacks = 0;
  /** As Chromium: pictures are decoded but shown no more, after a rollback where one offer was answered and that was all. */
  blind = false;
  private agreements = 0;
  private countedAt = 0;

  private pendingLocal: Description | null = null;
  private currentLocal: Description | null = null;
  private pendingRemote: Description | null = null;
  private currentRemote: Description | null = null;
  private beforeOffer: Snapshot | null = null;
  private restartWanted = false;
  private chain: Promise<unknown> = Promise.resolve();
  private chained = 0;
  private negotiationNeeded = false;
  private nextMid = 0;

  constructor(
    private readonly network: FakeNetwork,
    public configuration: RTCConfiguration,
  ) {
    this.fingerprint = network.name('sha-256 ');
    network.connections.push(this);
  }

  get asConnection(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }

  get agreedRemote(): Description | null {
    return this.currentRemote;
  }

  get localDescription() {
    return describe(this.pendingLocal ?? this.currentLocal);
  }

  get remoteDescription() {
    return describe(this.pendingRemote ?? this.currentRemote);
  }

  get currentRemoteDescription() {
    return describe(this.currentRemote);
  }

  getTransceivers(): FakeTransceiver[] {
    return [...this.transceivers];
  }

  addTransceiver(
    trackOrKind: FakeTrack | 'audio' | 'video',
    init: { direction?: RTCRtpTransceiverDirection; streams?: { id: string }[] } = {},
  ): FakeTransceiver {
    const track = typeof trackOrKind === 'string' ? null : trackOrKind;
    const kind = typeof trackOrKind === 'string' ? trackOrKind : trackOrKind.kind;
    const transceiver = this.makeTransceiver(kind, track, init.direction ?? 'sendrecv');
    transceiver.sender.streams = (init.streams ?? []).map(({ id }) => id);
    this.updateNegotiationNeeded();
    return transceiver;
  }

  /** As addTrack: takes a line the other side's offer made, if there is one unused. */
  addTrack(track: FakeTrack, stream: { id: string }): FakeSender {
    const unused = this.transceivers.find(({ kind, sender }) => kind === track.kind && !sender.track);
    if (!unused) {
      const made = this.addTransceiver(track, { streams: [stream] });
      made.free = true;
      return made.sender;
    }
    unused.sender.track = track;
    unused.sender.streams = [stream.id];
    unused.direction = receives(unused.direction) ? 'sendrecv' : 'sendonly';
    return unused.sender;
  }

  setLocalDescription(): Promise<void> {
    return this.operation(() => {
      if (this.signalingState === 'have-remote-offer') this.applyLocalAnswer();
      else this.applyLocalOffer();
    });
  }

  setRemoteDescription(init: RTCSessionDescriptionInit): Promise<void> {
    return this.operation(() => {
      const description = parse(init);
      if (!description) throw failure('OperationError');
      if (description.type === 'offer') this.applyRemoteOffer(description);
      else this.applyRemoteAnswer(description);
    });
  }

  addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
    return this.operation(() => {
      if (!this.remoteDescription) throw failure('InvalidStateError');
      if (!candidate) return;
      const generations = [this.pendingRemote?.ufrag, this.currentRemote?.ufrag];
      if (!generations.includes(candidate.usernameFragment ?? '')) throw failure('OperationError');
      this.hasCandidates = true;
      this.network.update();
    });
  }

  /** Fifty packets a second of everything that arrives, of a thousand bits each. */
  getStats(): Promise<Map<string, object>> {
    const flows = this.connectionState === 'connected' && !this.network.frozen;
    const now = this.network.clock.now();
    const passed = Math.floor((now - this.countedAt) / 20);
    const sent = flows ? passed : 0;
    this.countedAt += passed * 20;
    const report = new Map<string, object>();
    for (const transceiver of this.transceivers) {
      const arrives = this.network.sourceOf(transceiver.receiver.track.asTrack) !== null;
      if (arrives) transceiver.count(sent, this.network.loss);
      report.set(`in-${transceiver.mid}`, transceiver.inbound());
      const limit = this.network.busy.has(this) ? 'cpu' : 'none';
      if (transceiver.sender.track) report.set(`out-${transceiver.mid}`, transceiver.outbound(limit));
    }
    return Promise.resolve(report);
  }

  getConfiguration(): RTCConfiguration {
    return this.configuration;
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration;
  }

  restartIce(): void {
    this.restartWanted = true;
    this.updateNegotiationNeeded();
  }

  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
    this.network.update();
  }

  enterState(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.later(() => {
      if (this.connectionState === state) this.onconnectionstatechange?.();
    });
  }

  private makeTransceiver(
    kind: 'audio' | 'video',
    track: FakeTrack | null,
    direction: RTCRtpTransceiverDirection,
  ) {
    const transceiver = new FakeTransceiver(kind, track, direction, this.transport, () =>
      this.updateNegotiationNeeded(),
    );
    this.transceivers.push(transceiver);
    return transceiver;
  }

  private later(callback: () => void): void {
    this.network.clock.after(this.network.random() * this.network.latency, () => {
      if (this.signalingState !== 'closed') callback();
    });
  }

  private operation(step: () => void): Promise<void> {
    this.chained += 1;
    const run = async () => {
      await new Promise<void>((resolve) => {
        this.network.clock.after(this.network.random() * this.network.latency, resolve);
      });
      // An operation of a closed connection never settles.
      if (this.signalingState === 'closed') await new Promise(() => undefined);
      step();
    };
    const result = this.chain.then(run);
    this.chain = result
      .catch(() => undefined)
      .then(() => {
        this.chained -= 1;
        if (this.chained === 0) this.updateNegotiationNeeded();
      });
    return result;
  }

  private applyLocalOffer(): void {
    if (this.signalingState === 'stable') {
      this.beforeOffer = {
        ufrag: this.ufrag,
        mids: this.transceivers.map(({ mid }) => mid),
        restart: this.restartWanted,
      };
      if (this.ufrag === '' || this.restartWanted) this.ufrag = this.network.name('u');
    }
    for (const transceiver of this.transceivers) transceiver.mid ??= this.freshMid();
    this.pendingLocal = this.describeLocally('offer', (transceiver) => transceiver.direction);
    this.signalingState = 'have-local-offer';
    this.gather();
  }

  private applyLocalAnswer(): void {
    const remote = this.pendingRemote;
    if (!remote) throw failure('InvalidStateError');
    if (this.ufrag === '' || remote.ufrag !== this.currentRemote?.ufrag) {
      this.ufrag = this.network.name('u');
      this.restartWanted = false;
    }
    const offered = new Map(remote.lines.map((line) => [line.mid, reversed(line.direction)]));
    this.currentLocal = this.describeLocally('answer', ({ mid, direction }) =>
      common(direction, offered.get(mid ?? '') ?? 'inactive'),
    );
    this.currentRemote = remote;
    this.agree(this.currentLocal.lines);
    this.gather();
  }

  private applyRemoteOffer(offer: Description): void {
    if (this.signalingState === 'have-local-offer') this.rollBack();
    this.pendingRemote = offer;
    for (const line of offer.lines) this.associate(line);
    this.signalingState = 'have-remote-offer';
  }

  private applyRemoteAnswer(answer: Description): void {
    if (this.signalingState !== 'have-local-offer') throw failure('InvalidStateError');
    if (answer.lines.length !== this.pendingLocal?.lines.length) throw failure('InvalidAccessError');
    this.currentLocal = this.pendingLocal;
    this.currentRemote = answer;
    if (this.beforeOffer?.ufrag !== this.ufrag) this.restartWanted = false;
    this.agree(answer.lines.map((line) => ({ ...line, direction: reversed(line.direction) })));
  }

  private agree(lines: readonly Line[]): void {
    this.pendingLocal = null;
    this.pendingRemote = null;
    this.beforeOffer = null;
    this.agreedUfrag = this.ufrag;
    this.agreements += 1;
    this.signalingState = 'stable';
    for (const transceiver of this.transceivers) {
      const line = lines.find(({ mid }) => mid === transceiver.mid);
      if (line) transceiver.currentDirection = line.direction;
    }
    this.negotiationNeeded = false;
    if (this.connectionState === 'new') this.connectionState = 'connecting';
    this.later(() => this.ontrack?.());
    this.network.update();
  }

  private associate(line: Line): void {
    if (this.transceivers.some(({ mid }) => mid === line.mid)) return;
    const free = this.transceivers.find((one) => one.free && one.mid === null && one.kind === line.kind);
    (free ?? this.makeTransceiver(line.kind, null, 'recvonly')).mid = line.mid;
    const used = Number(line.mid);
    if (used >= this.nextMid) this.nextMid = used + 1;
  }

  private rollBack(): void {
    this.rollbacks += 1;
    if (this.agreements === 1 && this.currentLocal?.type === 'answer') this.blind = true;
    const before = this.beforeOffer;
    this.transceivers.forEach((transceiver, index) => {
      transceiver.mid = before?.mids[index] ?? null;
      // As Chromium does, the W3C text notwithstanding.
      transceiver.sender.parameters = { encodings: [{}] };
    });
    this.ufrag = before?.ufrag ?? '';
    this.restartWanted = before?.restart ?? false;
    this.pendingLocal = null;
    this.beforeOffer = null;
    this.signalingState = 'stable';
  }

  private freshMid(): string {
    this.nextMid += 1;
    return String(this.nextMid - 1);
  }

  private describeLocally(
    type: 'offer' | 'answer',
    directionOf: (transceiver: FakeTransceiver) => RTCRtpTransceiverDirection,
  ): Description {
    const lines = this.transceivers
      .filter(({ mid }) => mid !== null)
      .map((transceiver) => ({
        kind: transceiver.kind,
        mid: transceiver.mid ?? '',
        direction: directionOf(transceiver),
        streams: transceiver.sender.streams,
      }));
    const order = this.pendingRemote?.lines.map(({ mid }) => mid) ?? lines.map(({ mid }) => mid);
    const ordered = order.flatMap((mid) => lines.filter((line) => line.mid === mid));
    return { type, fingerprint: this.fingerprint, ufrag: this.ufrag, lines: ordered };
  }

  private gather(): void {
    const usernameFragment = this.ufrag;
    for (let index = 0; index < CANDIDATES; index += 1) {
      const candidate = { candidate: `candidate:${index}`, sdpMid: '0', sdpMLineIndex: 0, usernameFragment };
      this.later(() => this.onicecandidate?.({ candidate: { toJSON: () => candidate } }));
    }
    this.later(() => this.onicecandidate?.({ candidate: null }));
  }

  private updateNegotiationNeeded(): void {
    // The chain asks again when it is empty.
    if (this.chained > 0) return;
    this.later(() => {
      if (this.chained > 0 || this.signalingState !== 'stable') return;
      const needed = this.needsNegotiation();
      const fire = needed && !this.negotiationNeeded;
      this.negotiationNeeded = needed;
      if (fire) this.onnegotiationneeded?.();
    });
  }

  private needsNegotiation(): boolean {
    return this.restartWanted || this.transceivers.some((transceiver) => this.differs(transceiver));
  }

  /** What was agreed about a transceiver is not what is wanted now. */
  private differs({ mid, direction, sender }: FakeTransceiver): boolean {
    const local = this.currentLocal?.lines.find((line) => line.mid === mid);
    const remote = this.currentRemote?.lines.find((line) => line.mid === mid);
    if (!local || !remote) return true;
    if (sends(direction) && sender.streams.join() !== local.streams.join()) return true;
    if (this.currentLocal?.type === 'offer') {
      return local.direction !== direction && reversed(remote.direction) !== direction;
    }
    return local.direction !== common(direction, reversed(remote.direction));
  }
}

function describe(description: Description | null): RTCSessionDescriptionInit | null {
  return description && { type: description.type, sdp: write(description) };
}
