import type { Clock, Random } from './clock';
import { NO_TRACKS, Peer } from './peer';
import type { PeerMessage } from './protocol';
import type { Rtc } from './rtc';
import type { Measured } from './statistics/monitor';
import type { LocalTracks } from './transceivers';
import type { LinkState, ParticipantTracks, Sending } from './types';
import { sendingLimits, type SendingLimits } from './uplink';

export interface MeshOptions {
  readonly rtc: Rtc;
  readonly clock: Clock;
  readonly random: Random;
  readonly iceTransportPolicy: RTCIceTransportPolicy;
  readonly canSend: () => boolean;
  readonly send: (to: string, message: PeerMessage) => void;
  readonly onChange: () => void;
  /** Nothing comes in from somebody for the moment. */
  readonly onDoubt: () => void;
}

/** Everybody's connections at one place in one room: a connection with each other person, and what is sent to all. */
export class Mesh {
  private readonly peers = new Map<string, Peer>();
  private local: LocalTracks = { microphone: null, camera: null, screen: null, screenAudio: null };
  private limits: SendingLimits = sendingLimits({ people: 1, sharing: false, saving: false, relief: 0 });
  private selfId = '';
  private saving = false;
  private kept: string | null = null;
  private relief = 0;
  private iceServers: RTCIceServer[] = [];

  constructor(private readonly options: MeshOptions) {}

  get tracks(): LocalTracks {
    return this.local;
  }

  get dataSaver(): boolean {
    return this.saving;
  }

  /** Takes a place; connections from another one mean nothing any more and are closed. */
  start(selfId: string, iceServers: RTCIceServer[]): void {
    this.iceServers = iceServers;
    if (selfId === this.selfId) {
      for (const peer of this.peers.values()) peer.setIceServers(iceServers);
      return;
    }
    this.clear();
    this.selfId = selfId;
  }

  /** Whoever came later offers; the other awaits it. `returning`: was connected before this place was taken. */
  add(id: string, offer: boolean, returning: boolean): void {
    if (this.peers.has(id) || id === this.selfId) return;
    const { selfId, iceServers, limits, local: tracks } = this;
    const send = (message: PeerMessage) => this.options.send(id, message);
    const own = { selfId, iceServers, limits, tracks, saving: this.spares(id) };
    const peer = new Peer({ ...this.options, ...own, id, returning, send });
    this.peers.set(id, peer);
    this.share();
    if (offer) peer.connect();
  }

  remove(id: string): void {
    this.peers.get(id)?.close();
    if (this.peers.delete(id)) this.share();
  }

  clear(): void {
    for (const id of [...this.peers.keys()]) this.remove(id);
    this.selfId = '';
  }

  receive(from: string, message: PeerMessage): void {
    this.peers.get(from)?.receive(message);
  }

  setTrack(source: Sending, track: MediaStreamTrack | null): void {
    this.local = { ...this.local, [source]: track };
    for (const peer of this.peers.values()) peer.setTrack(source, track);
    if (source === 'screen') this.share();
  }

  /** Whether `id` says to be sending anything. */
  expectMedia(id: string, expected: boolean): void {
    this.peers.get(id)?.expectMedia(expected);
  }

  /** Whether `id` is cut off from the server, so that nothing can be agreed with it. */
  setAway(id: string, away: boolean): void {
    this.peers.get(id)?.setAway(away);
  }

  /** Neither the cameras of the others nor much of one's own. */
  setDataSaver(saving: boolean): void {
    if (saving === this.saving) return;
    this.saving = saving;
    this.tellSaving();
    this.share();
  }

  /** Nobody's camera but that of `id`; null for everybody's. */
  setKept(id: string | null): void {
    if (id === this.kept) return;
    this.kept = id;
    this.tellSaving();
  }

  /** How far a busy computer steps down what it sends. */
  setRelief(relief: number): void {
    if (relief === this.relief) return;
    this.relief = relief;
    this.share();
  }

  networkChanged(): void {
    for (const peer of this.peers.values()) peer.networkChanged();
  }

  retry(): void {
    for (const peer of this.peers.values()) peer.retry();
  }

  /** What the browser measured of every connection. */
  async measure(): Promise<readonly Measured[]> {
    const all = await Promise.all([...this.peers.values()].map((peer) => peer.measure().catch(() => null)));
    return all.filter((one) => one !== null);
  }

  /** How loud everybody is. */
  voiceLevels(): ReadonlyMap<string, number> {
    return new Map([...this.peers].map(([id, peer]) => [id, peer.voiceLevel()]));
  }

  link(id: string): LinkState {
    return this.peers.get(id)?.link ?? 'connecting';
  }

  received(id: string): ParticipantTracks {
    return this.peers.get(id)?.tracks ?? NO_TRACKS;
  }

  private spares(id: string): boolean {
    return this.saving || (this.kept !== null && id !== this.kept);
  }

  private tellSaving(): void {
    for (const [id, peer] of this.peers) peer.setSaving(this.spares(id));
  }

  /** Divides what may be sent among those there are. */
  share(): void {
    this.limits = sendingLimits({
      people: this.peers.size + 1,
      sharing: this.local.screen !== null,
      saving: this.saving,
      relief: this.relief,
    });
    for (const peer of this.peers.values()) peer.setLimits(this.limits);
  }
}
