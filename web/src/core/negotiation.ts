import type { Random } from './clock';
import type { PeerMessage, RelayedDescription } from './protocol';
import type { Rtc } from './rtc';
import { Transceivers, type LocalTracks } from './transceivers';

export interface NegotiationOptions {
  readonly rtc: Rtc;
  readonly random: Random;
  /** Gives way when two offers cross that nothing was agreed before. */
  readonly polite: boolean;
  readonly configuration: () => RTCConfiguration;
  readonly tracks: () => LocalTracks;
  readonly wantsCamera: () => boolean;
  readonly send: (message: PeerMessage) => void;
  readonly onState: (state: RTCPeerConnectionState) => void;
  /** Everything takes another path from now on; not told by every browser. */
  readonly onPath: () => void;
  /** What is received may have changed. */
  readonly onTracks: () => void;
  /** Both agree: what holds per connection is to be set anew. */
  readonly onAgreed: (transceivers: Transceivers) => Promise<void>;
  /** The other side offers; `anew`: from another connection than before. */
  readonly onOffered: (anew: boolean) => void;
}

/** Candidates kept while there is no description to hold them against; further ones are dropped. */
export const MAX_EARLY_CANDIDATES = 128;
/** Messages waiting their turn; a peer that sends faster than they can be handled loses the rest. */
export const MAX_WAITING_MESSAGES = 1_024;

/** One RTCPeerConnection and what belongs to it; replaced as a whole when a connection is started over. */
export interface Session {
  readonly connection: RTCPeerConnection;
  readonly transceivers: Transceivers;
  /** Own candidates held back until the description they belong to is sent; null while they may go. */
  held: RTCIceCandidateInit[] | null;
  /** The name of the last offer, one's own or the other side's. */
  offer: string | undefined;
  /** Gives way when two offers cross; null before anything is agreed. */
  yields: boolean | null;
}

const fingerprint = (sdp: string | undefined): string | undefined =>
  /^a=fingerprint:(.*?)\r?$/m.exec(sdp ?? '')?.[1];

/** The description comes from another connection than the one agreed with so far: the other side started over. */
function startedOver({ connection }: Session, description: RTCSessionDescriptionInit): boolean {
  const known = fingerprint(connection.currentRemoteDescription?.sdp);
  const said = fingerprint(description.sdp);
  return known !== undefined && said !== undefined && known !== said;
}

/**
 * Perfect negotiation with one other person, in order, one step at a time. Every step, ours or theirs, is a task in one
 * queue. A step that fails (a description that makes no sense, say) leaves the rest working.
 */
export class Negotiation {
  private current: Session | null = null;
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private closed = false;
  private ignoringOffer = false;
  private early: RTCIceCandidateInit[] = [];

  constructor(private readonly options: NegotiationOptions) {}

  get session(): Session | null {
    return this.current;
  }

  /** Makes the first offer. The other way to begin is to receive one. */
  connect(): void {
    this.run(() => void this.open(true));
  }

  receive(message: PeerMessage): void {
    if (this.waiting < MAX_WAITING_MESSAGES) this.run(() => this.handle(message));
  }

  /** A step of the caller's, in its turn. */
  run(step: () => Promise<void> | void): void {
    this.waiting += 1;
    this.queue = this.queue
      .then(() => (this.closed ? undefined : step()))
      // Whatever the other side sent, or the browser refused, ends this step only; see the class comment.
      .catch(() => undefined)
      .finally(() => (this.waiting -= 1));
  }

  /** Looks for new paths on the connection there is, or says again what got no answer; without one, starts over. */
  restart(): void {
    this.run(() => {
      const session = this.current;
      const unanswered = session?.connection.signalingState === 'have-local-offer';
      const agreed = session?.connection.currentRemoteDescription;
      if (!session || !(unanswered || agreed)) {
        this.open(true);
        return;
      }
      if (unanswered) this.sendDescription(session);
      if (agreed) session.connection.restartIce();
    });
  }

  /** Says again what got no answer, if anything: it may have been lost. */
  remind(): void {
    this.run(() => {
      const session = this.current;
      if (session?.connection.signalingState === 'have-local-offer') this.sendDescription(session);
    });
  }

  /** A new connection in place of the old one. */
  startOver(): void {
    this.connect();
  }

  close(): void {
    this.closed = true;
    this.drop();
  }

  private open(offering: boolean): Session {
    this.drop();
    const { rtc, configuration, wantsCamera, tracks } = this.options;
    const connection = rtc.createConnection(configuration());
    const transceivers = new Transceivers(connection, rtc.createStream, wantsCamera());
    const session: Session = { connection, transceivers, held: null, offer: undefined, yields: null };
    this.current = session;
    connection.onnegotiationneeded = () => this.run(() => this.negotiate(session));
    connection.onicecandidate = ({ candidate }) =>
      candidate && this.sendCandidate(session, candidate.toJSON());
    connection.onconnectionstatechange = () => this.options.onState(connection.connectionState);
    connection.ontrack = () => this.options.onTracks();
    if (offering) transceivers.allocate(tracks());
    return session;
  }

  private drop(): void {
    if (!this.current) return;
    const { connection } = this.current;
    this.current = null;
    connection.onnegotiationneeded = null;
    connection.onicecandidate = null;
    connection.onconnectionstatechange = null;
    connection.ontrack = null;
    connection.close();
    this.options.onTracks();
  }

  private async negotiate(session: Session): Promise<void> {
    // When it is not stable, the browser asks again as soon as it is.
    if (session !== this.current || session.connection.signalingState !== 'stable') return;
    session.offer = Math.floor(this.options.random() * 2 ** 48).toString(36);
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
    if (this.closed || session !== this.current || !description) return;
    const { type, sdp } = description;
    const { offer } = session;
    if (type !== 'offer' && type !== 'answer') return;
    this.options.send({ type, description: { type, sdp, ...(offer !== undefined && { offer }) } });
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

  private async handleOffer({ offer, ...description }: RelayedDescription): Promise<void> {
    const { current } = this;
    const crossed = current !== null && current.connection.signalingState !== 'stable';
    this.ignoringOffer = crossed && !this.yieldsTo(current, description);
    if (this.ignoringOffer) {
      // Who started over may never have got the offer that is to be answered (the page was loaded again, say).
      if (current && startedOver(current, description)) this.sendDescription(current);
      return;
    }
    const session = this.sessionFor(description);
    const first = session.connection.currentRemoteDescription === null;
    await session.connection.setRemoteDescription(description);
    session.offer = offer;
    session.yields ??= false;
    if (first) await session.transceivers.adopt(this.options.tracks());
    await this.describe(session);
    await this.agreed(session);
  }

  /**
   * Whether an own offer is taken back for one that crossed it. Who made the first offer of a session does, from then on:
   * where Chromium has answered once and nothing else, it shows no more of a picture after it took an offer back, though
   * it goes on to decode it. Before that, and towards another connection than the one agreed with, the ids decide.
   */
  private yieldsTo(session: Session, description: RTCSessionDescriptionInit): boolean {
    const { polite } = this.options;
    return startedOver(session, description) ? polite : (session.yields ?? polite);
  }

  /**
   * The session to answer an offer in. An offer to which none of ours was agreed before is answered in a new one: the lines
   * allocated for an own offer would not be taken for the ones in it, and everything would be there twice.
   */
  private sessionFor(description: RTCSessionDescriptionInit): Session {
    const { current } = this;
    const anew = current !== null && startedOver(current, description);
    this.options.onOffered(anew);
    return anew || !current?.connection.currentRemoteDescription ? this.open(false) : current;
  }

  private async handleAnswer({ offer, ...description }: RelayedDescription): Promise<void> {
    const session = this.current;
    if (session?.connection.signalingState !== 'have-local-offer') return;
    // An answer to an offer of a connection that is no more.
    if (offer !== undefined && offer !== session.offer) return;
    if (startedOver(session, description)) {
      this.open(true);
      return;
    }
    this.ignoringOffer = false;
    await session.connection.setRemoteDescription(description);
    session.yields ??= true;
    await this.agreed(session);
  }

  private async handleCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    // Order is kept on the way: until the next description, candidates belong to the offer that was ignored.
    if (this.ignoringOffer) return;
    const connection = this.current?.connection;
    if (connection?.remoteDescription) await connection.addIceCandidate(candidate ?? undefined);
    else if (candidate && this.early.length < MAX_EARLY_CANDIDATES) this.early.push(candidate);
  }

  private async agreed(session: Session): Promise<void> {
    const { early } = this;
    const ice = session.transceivers.transport()?.iceTransport;
    if (ice) ice.onselectedcandidatepairchange = () => session === this.current && this.options.onPath();
    this.early = [];
    this.options.onTracks();
    await Promise.allSettled(early.map((candidate) => session.connection.addIceCandidate(candidate)));
    await this.options.onAgreed(session.transceivers);
  }
}
