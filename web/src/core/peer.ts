import { Timer, type Clock, type Random } from './clock';
import { arrivalsOf, Liveness } from './liveness';
import { Negotiation } from './negotiation';
import type { PeerMessage } from './protocol';
import { Recovery, type Attempt, type RecoveryState } from './recovery';
import type { Rtc } from './rtc';
import type { Measured } from './statistics/monitor';
import type { StatsReport } from './statistics/report';
import type { SourceOf } from './statistics/sampler';
import type { LocalTracks } from './transceivers';
import type { LinkState, ParticipantTracks, Sending } from './types';
import type { SendingLimits } from './uplink';

export interface PeerOptions {
  /** The two public ids decide who gives way when two offers cross: the smaller one is polite. */
  readonly selfId: string;
  readonly id: string;
  readonly rtc: Rtc;
  readonly iceServers: RTCIceServer[];
  readonly iceTransportPolicy: RTCIceTransportPolicy;
  readonly clock: Clock;
  readonly random: Random;
  readonly tracks: LocalTracks;
  readonly limits: SendingLimits;
  /** The other's camera is not wanted. */
  readonly saving: boolean;
  /** This person was connected before, under another connection: what is awaited is a return. */
  readonly returning: boolean;
  /** Messages can be sent now. */
  readonly canSend: () => boolean;
  readonly send: (message: PeerMessage) => void;
  /** `link` or `tracks` changed. */
  readonly onChange: () => void;
  /** Nothing comes in for the moment: the way to the server may have died with it. */
  readonly onDoubt: () => void;
}

/** In silence that no browser calls a loss: so many restarts are tried, so far apart in milliseconds. */
export const SILENT_RESTARTS = 5;
export const SILENT_PAUSE = 2_000;
/** A repair that one side began keeps the other from it for this long, in milliseconds: each search for paths ends the one before. */
export const REPAIR_GRACE = 1_000;

/** Nothing received. */
export const NO_TRACKS: ParticipantTracks = {};

function sameTracks(one: ParticipantTracks, other: ParticipantTracks): boolean {
  return (
    one.audio === other.audio &&
    one.camera === other.camera &&
    one.screen === other.screen &&
    one.screenAudio === other.screenAudio
  );
}

const LINKS: Readonly<Record<RecoveryState, LinkState>> = {
  connecting: 'connecting',
  connected: 'connected',
  unstable: 'unstable',
  recovering: 'reconnecting',
  exhausted: 'failed',
};

/** The connection with one other person: what flows, and what is done when it does not. */
export class Peer {
  private readonly negotiation: Negotiation;
  private readonly recovery: Recovery;
  private readonly liveness: Liveness;
  private local: LocalTracks;
  private limits: SendingLimits;
  private iceServers: RTCIceServer[];
  private saving: boolean;
  private away = false;
  /** A repair is due that could not be agreed on when it was. */
  private owed = false;
  private readonly again: Timer;
  private silentRestarts = 0;
  /** When either side last began to repair. */
  private repairedAt = -REPAIR_GRACE;
  private everConnected: boolean;
  private remote: ParticipantTracks = NO_TRACKS;

  constructor(private readonly options: PeerOptions) {
    const { clock, random, rtc, iceTransportPolicy } = options;
    const polite = options.selfId < options.id;
    this.local = options.tracks;
    this.limits = options.limits;
    this.iceServers = options.iceServers;
    this.saving = options.saving;
    this.everConnected = options.returning;
    this.recovery = new Recovery({
      clock,
      random,
      goesFirst: !polite,
      attempt: (what) => this.repair(what),
      onChange: options.onChange,
    });
    this.again = new Timer(clock);
    this.liveness = new Liveness({
      clock,
      ask: () => void this.measure().catch(() => null),
      onChange: () => this.livenessChanged(),
      onDoubt: options.onDoubt,
    });
    this.negotiation = new Negotiation({
      rtc,
      random,
      polite,
      configuration: () => ({ iceServers: this.iceServers, iceTransportPolicy, bundlePolicy: 'max-bundle' }),
      tracks: () => this.local,
      wantsCamera: () => !this.saving,
      send: options.send,
      onState: (state) => this.connectionChanged(state),
      onPath: () => this.everConnected && this.refresh(),
      onTracks: () => this.updateTracks(),
      onAgreed: (transceivers) => transceivers.limit(this.limits),
      onOffered: (anew) => {
        this.repairedAt = clock.now();
        if (anew) this.recovery.replaced();
        else this.recovery.helped();
      },
    });
  }

  get link(): LinkState {
    const { state } = this.recovery;
    if ((state === 'connected' || state === 'unstable') && this.liveness.silent) return 'reconnecting';
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
    this.negotiation.connect();
  }

  receive(message: PeerMessage): void {
    this.negotiation.receive(message);
  }

  setTrack(source: Sending, track: MediaStreamTrack | null): void {
    this.local = { ...this.local, [source]: track };
    this.negotiation.run(async () => {
      await this.negotiation.session?.transceivers.setTrack(source, this.local[source]);
      await this.applyLimits();
    });
  }

  setLimits(limits: SendingLimits): void {
    this.limits = limits;
    this.negotiation.run(() => this.applyLimits());
  }

  /** Whether the other's camera is to be spared. */
  setSaving(saving: boolean): void {
    this.saving = saving;
    this.negotiation.run(() => this.negotiation.session?.transceivers.wantCamera(!saving));
  }

  /** Credentials change with time; the next search for paths uses these. */
  setIceServers(iceServers: RTCIceServer[]): void {
    this.iceServers = iceServers;
    this.negotiation.run(() => {
      const connection = this.negotiation.session?.connection;
      connection?.setConfiguration({ ...connection.getConfiguration(), iceServers });
    });
  }

  /** Whether the other person is cut off from the server: nothing can be agreed meanwhile. */
  setAway(away: boolean): void {
    const back = this.away && !away;
    this.away = away;
    if (back) this.retry();
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

  /** Tries to repair now, also after it was given up, and what is still due. Nothing happens while all is well. */
  retry(): void {
    this.silentRestarts = 0;
    if (this.recovery.state !== 'connected') this.recovery.retry();
    else if (this.owed) this.repair('restart');
    else if (!this.breakSilence()) this.negotiation.remind();
  }

  /** What the browser measured, and with it whether anything comes in; null while there is no connection. */
  async measure(): Promise<Measured | null> {
    const { session } = this.negotiation;
    if (!session) return null;
    const { connection, transceivers } = session;
    const report = (await connection.getStats()) as unknown as StatsReport;
    if (session === this.negotiation.session) this.liveness.note(arrivalsOf(report));
    const sourceOf: SourceOf = (mid, kind) => transceivers.sourceOf(mid, kind);
    return { id: this.options.id, connection, report, sourceOf, expected: this.liveness.expected };
  }

  /** How loud the voice is that arrives, 0 to 1. */
  voiceLevel(): number {
    return this.negotiation.session?.transceivers.voiceLevel() ?? 0;
  }

  close(): void {
    this.recovery.stop();
    this.liveness.stop();
    this.again.cancel();
    this.negotiation.close();
  }

  /**
   * What went out last may not have arrived: the other side waits for a whole picture, and Chromium asks again only after
   * three seconds if the question got lost.
   */
  private refresh(): void {
    this.negotiation.run(() => this.negotiation.session?.transceivers.refresh());
  }

  private async applyLimits(): Promise<void> {
    await this.negotiation.session?.transceivers.limit(this.limits);
  }

  private updateTracks(): void {
    const now = this.negotiation.session?.transceivers.received() ?? NO_TRACKS;
    if (sameTracks(now, this.remote)) return;
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

  private livenessChanged(): void {
    this.silentRestarts = 0;
    this.breakSilence();
    if (!this.liveness.silent) this.refresh();
    this.options.onChange();
  }

  /**
   * Silence may have a reason no restart helps against: a few are tried, the rest is up to the browser's own verdict. One
   * is not enough: it may have come before the new network was ready. Tells whether one was begun.
   */
  private breakSilence(): boolean {
    if (!this.liveness.silent || this.recovery.state !== 'connected') return false;
    if (this.silentRestarts === SILENT_RESTARTS) return false;
    const grace = this.repairedAt + REPAIR_GRACE - this.options.clock.now();
    this.again.set(grace > 0 ? grace : SILENT_PAUSE, () => this.breakSilence());
    if (grace > 0) return false;
    this.silentRestarts += 1;
    this.repair('restart');
    return true;
  }

  private repair(what: Attempt): void {
    // Without the way to the other person nothing can be agreed: it is made up for as soon as there is one.
    this.owed = this.away || !this.options.canSend();
    if (this.owed) return;
    this.repairedAt = this.options.clock.now();
    if (what === 'rebuild') this.negotiation.startOver();
    else this.negotiation.restart();
  }
}
