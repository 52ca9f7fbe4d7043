import type { Clock, Random } from './clock';
import { Liveness } from './liveness';
import type { PeerMessage } from './protocol';
import { Recovery, type Attempt, type RecoveryState } from './recovery';
import type { Rtc } from './rtc';
import { Transceivers, type LocalTracks } from './transceivers';
import type { LinkState, ParticipantTracks, Sending } from './types';
import type { VideoLimit } from './uplink';

export interface PeerOptions {
  /** The two public ids decide who gives way when two offers cross: the smaller one is polite. */
  readonly selfId: string;
  readonly id: string;
  readonly rtc: Rtc;
  readonly iceServers: RTCIceServer[];
  readonly clock: Clock;
  readonly random: Random;
  readonly tracks: LocalTracks;
  readonly limit: VideoLimit;
  /** This person was connected before, under another connection: what is awaited is a return. */
  readonly returning: boolean;
  /** Messages can be sent now. */
  readonly canSend: () => boolean;
  readonly send: (message: PeerMessage) => void;
  /** `link` or `tracks` changed. */
  readonly onChange: () => void;
}

/** Candidates kept while there is no description to hold them against; further ones are dropped. */
export const MAX_EARLY_CANDIDATES = 128;
/** Messages waiting their turn; a peer that sends faster than they can be handled loses the rest. */
export const MAX_WAITING_MESSAGES = 1_024;

/** Nothing received. */
export const NO_TRACKS: ParticipantTracks = {};

/** One RTCPeerConnection and what belongs to it; replaced as a whole when a connection is started over. */
interface Session {
  readonly connection: RTCPeerConnection;
  readonly transceivers: Transceivers;
  /** Own candidates held back until the description they belong to is sent; null while they may go. */
  held: RTCIceCandidateInit[] | null;
}

async function packetsReceived(connection: RTCPeerConnection | undefined): Promise<number> {
  let packets = 0;
  const report: ReadonlyMap<string, Partial<RTCInboundRtpStreamStats>> = (await connection?.getStats()) ??
  new Map();
  for (const { type, packetsReceived: received } of report.values())
    if (type === 'inbound-rtp') packets += received ?? 0;
  return packets;
}

const fingerprint = (sdp: string | undefined): string | undefined =>
  /^a=fingerprint:(.*?)\r?$/m.exec(sdp ?? '')?.[1];

/** The description comes from another connection than the one agreed with so far: the other side started over. */
function startedOver({ connection }: Session, description: RTCSessionDescriptionInit): boolean {
  const known = fingerprint(connection.currentRemoteDescription?.sdp);
  const said = fingerprint(description.sdp);
  return known !== undefined && said !== undefined && known !== said;
}

const LINKS: Readonly<Record<RecoveryState, LinkState>> = {
  connecting: 'connecting',
  connected: 'connected',
  unstable: 'unstable',
  recovering: 'reconnecting',
  exhausted: 'failed',
};

/**
 * The connection with one other person: perfect negotiation, in order, one step at a time.
 * Every step, ours or theirs, is a task in one queue. A step that fails (a description that makes no sense, say) leaves
 * the rest working; if media does not flow, recovery starts over.
 */
export class Peer {
  private session: Session | null = null;
  private readonly polite: boolean;
  private readonly recovery: Recovery;
  private readonly liveness: Liveness;
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private closed = false;
  private ignoringOffer = false;
  private early: RTCIceCandidateInit[] = [];
  private local: LocalTracks;
  private limit: VideoLimit;
  private everConnected: boolean;
  private remote: ParticipantTracks = NO_TRACKS;

  constructor(private readonly options: PeerOptions) {
    this.polite = options.selfId < options.id;
    this.local = options.tracks;
    this.limit = options.limit;
    this.everConnected = options.returning;
    this.recovery = new Recovery({
      clock: options.clock,
      random: options.random,
      goesFirst: !this.polite,
      attempt: (what) => this.repair(what),
      onChange: options.onChange,
    });
    this.liveness = new Liveness({
      clock: options.clock,
      read: () => packetsReceived(this.session?.connection),
      onChange: () => this.livenessChanged(),
    });
  }

  get link(): LinkState {
    const { state } = this.recovery;
    if (state === 'connected' && this.liveness.silent) return 'reconnecting';
    if (state === 'connecting' || state === 'recovering')
      return this.everConnected ? 'reconnecting' : 'connecting';
    return LINKS[state];
  }

  /** The same object until something about it changes. */
  get tracks(): ParticipantTracks {
    return this.remote;
  }

  /** Makes the first offer. The other way to begin is to receive one. */
  connect(): void {
    this.enqueue(() => this.open(true));
  }

  receive(message: PeerMessage): void {
    if (this.waiting < MAX_WAITING_MESSAGES) this.enqueue(() => this.handle(message));
  }

  setTrack(source: Sending, track: MediaStreamTrack | null): void {
    this.local = { ...this.local, [source]: track };
    this.enqueue(async () => {
      await this.session?.transceivers.setTrack(source, this.local[source]);
      await this.applyLimit();
    });
  }

  setLimit(limit: VideoLimit): void {
    this.limit = limit;
    this.enqueue(() => this.applyLimit());
  }

  /** Whether the other person says to be sending anything. */
  expectMedia(expected: boolean): void {
    this.liveness.expect(expected);
  }

  /** There may be better paths, or the old ones are gone: looks for them while media goes on as it can. */
  networkChanged(): void {
    if (this.recovery.state === 'connected') this.repair('restart');
    else this.recovery.retry();
  }

  /** Tries to repair now, also after it was given up. Nothing happens while all is well. */
  retry(): void {
    this.recovery.retry();
  }

  close(): void {
    this.closed = true;
    this.recovery.stop();
    this.liveness.stop();
    this.drop();
  }

  private enqueue(step: () => Promise<void> | void): void {
    this.waiting += 1;
    this.queue = this.queue
      .then(() => (this.closed ? undefined : step()))
      // Whatever the other side sent, or the browser refused, ends this step only; see the class comment.
      .catch(() => undefined)
      .finally(() => (this.waiting -= 1));
  }

  private open(offering: boolean): void {
    this.drop();
    const { rtc, iceServers } = this.options;
    const connection = rtc.createConnection({ iceServers, bundlePolicy: 'max-bundle' });
    const session = { connection, transceivers: new Transceivers(connection, rtc.createStream), held: null };
    this.session = session;
    connection.onnegotiationneeded = () => this.enqueue(() => this.negotiate(session));
    connection.onicecandidate = ({ candidate }) =>
      candidate && this.sendCandidate(session, candidate.toJSON());
    connection.onconnectionstatechange = () => this.connectionChanged(connection.connectionState);
    connection.ontrack = () => this.updateTracks();
    if (offering) session.transceivers.allocate(this.local);
  }

  private drop(): void {
    if (!this.session) return;
    const { connection } = this.session;
    this.session = null;
    connection.onnegotiationneeded = null;
    connection.onicecandidate = null;
    connection.onconnectionstatechange = null;
    connection.ontrack = null;
    connection.close();
    this.updateTracks();
  }

  private async negotiate(session: Session): Promise<void> {
    // When it is not stable, the browser asks again as soon as it is.
    if (session !== this.session || session.connection.signalingState !== 'stable') return;
    await this.describe(session);
  }

  /** Makes the offer or answer that is due and sends it, its candidates after it. */
  private async describe(session: Session): Promise<void> {
    session.held ??= [];
    await session.connection.setLocalDescription();
    this.sendDescription(session);
  }

  private sendDescription(session: Session): void {
    const description = session.connection.localDescription;
    if (this.closed || session !== this.session || !description) return;
    const { type, sdp } = description;
    if (type !== 'offer' && type !== 'answer') return;
    this.options.send({ type, description: { type, sdp } });
    const held = session.held ?? [];
    session.held = null;
    for (const candidate of held) this.sendCandidate(session, candidate);
  }

  private sendCandidate(session: Session, candidate: RTCIceCandidateInit): void {
    if (session.held) session.held.push(candidate);
    else this.options.send({ type: 'candidate', candidate });
  }

  private async handle(message: PeerMessage): Promise<void> {
    if (message.type === 'candidate') await this.handleCandidate(message.candidate);
    else if (message.type === 'offer') await this.handleOffer(message.description);
    else await this.handleAnswer(message.description);
  }

  private async handleOffer(description: RTCSessionDescriptionInit): Promise<void> {
    const crossed = this.session !== null && this.session.connection.signalingState !== 'stable';
    this.ignoringOffer = crossed && !this.polite;
    if (this.ignoringOffer) return;
    const session = this.sessionFor(description);
    const first = session.connection.currentRemoteDescription === null;
    await session.connection.setRemoteDescription(description);
    if (first) await session.transceivers.adopt(this.local);
    await this.describe(session);
    await this.agreed(session);
  }

  /**
   * The session to answer an offer in. An offer to which none of ours was agreed before is answered in a new one: the lines
   * allocated for an own offer would not be taken for the ones in it, and everything would be there twice.
   */
  private sessionFor(description: RTCSessionDescriptionInit): Session {
    const replaced = this.session !== null && startedOver(this.session, description);
    if (replaced) this.recovery.replaced();
    else this.recovery.helped();
    if (replaced || !this.session?.connection.currentRemoteDescription) this.open(false);
    return this.requireSession();
  }

  private requireSession(): Session {
    if (!this.session) throw new Error('there is no connection');
    return this.session;
  }

  private async handleAnswer(description: RTCSessionDescriptionInit): Promise<void> {
    const { session } = this;
    if (session?.connection.signalingState !== 'have-local-offer') return;
    if (startedOver(session, description)) {
      this.open(true);
      return;
    }
    this.ignoringOffer = false;
    await session.connection.setRemoteDescription(description);
    await this.agreed(session);
  }

  private async handleCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    // Order is kept on the way: until the next description, candidates belong to the offer that was ignored.
    if (this.ignoringOffer) return;
    const connection = this.session?.connection;
    if (connection?.remoteDescription) await connection.addIceCandidate(candidate ?? undefined);
    else if (candidate && this.early.length < MAX_EARLY_CANDIDATES) this.early.push(candidate);
  }

  private async agreed(session: Session): Promise<void> {
    const { early } = this;
    this.early = [];
    this.updateTracks();
    await Promise.allSettled(early.map((candidate) => session.connection.addIceCandidate(candidate)));
    await this.applyLimit();
  }

  private async applyLimit(): Promise<void> {
    await this.session?.transceivers.limitVideo(this.limit);
  }

  private updateTracks(): void {
    const now = this.session?.transceivers.received() ?? NO_TRACKS;
    const before = this.remote;
    if (
      now.audio === before.audio &&
      now.camera === before.camera &&
      now.screen === before.screen &&
      now.screenAudio === before.screenAudio
    )
      return;
    this.remote = now;
    this.options.onChange();
  }

  private connectionChanged(state: RTCPeerConnectionState): void {
    if (state === 'connected') {
      this.everConnected = true;
      this.recovery.connected();
    } else if (state === 'disconnected') this.recovery.disturbed();
    else if (state === 'failed') this.recovery.lost();
  }

  /** Silence may have a reason no restart helps against: one is tried, the rest is up to the browser's own verdict. */
  private livenessChanged(): void {
    if (this.liveness.silent && this.recovery.state === 'connected') this.repair('restart');
    this.options.onChange();
  }

  private repair(what: Attempt): void {
    // Without the way to the server nothing can be agreed; its return is the next occasion.
    if (this.options.canSend()) this.enqueue(() => this.attempt(what));
  }

  private attempt(what: Attempt): void {
    const { session } = this;
    const unanswered = session?.connection.signalingState === 'have-local-offer';
    if (what === 'rebuild' || !session || !(unanswered || session.connection.currentRemoteDescription)) {
      this.open(true);
      return;
    }
    if (unanswered) this.sendDescription(session);
    if (session.connection.currentRemoteDescription) session.connection.restartIce();
  }
}
