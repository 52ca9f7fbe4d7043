import type { Clock, Random } from './clock';
import { NO_TRACKS, Peer } from './peer';
import type { PeerMessage } from './protocol';
import type { Rtc } from './rtc';
import type { LocalTracks } from './transceivers';
import type { LinkState, ParticipantTracks, Sending } from './types';
import { videoLimit, type VideoLimit } from './uplink';

export interface MeshOptions {
  readonly rtc: Rtc;
  readonly clock: Clock;
  readonly random: Random;
  readonly canSend: () => boolean;
  readonly send: (to: string, message: PeerMessage) => void;
  readonly onChange: () => void;
}

/** Everybody's connections at one place in one room: a connection with each other person, and what is sent to all. */
export class Mesh {
  private readonly peers = new Map<string, Peer>();
  private local: LocalTracks = { microphone: null, camera: null, screen: null, screenAudio: null };
  private limit: VideoLimit = videoLimit(1);
  private selfId = '';
  private iceServers: RTCIceServer[] = [];

  constructor(private readonly options: MeshOptions) {}

  get tracks(): LocalTracks {
    return this.local;
  }

  /** Takes a place; connections from another one mean nothing any more and are closed. */
  start(selfId: string, iceServers: RTCIceServer[]): void {
    this.iceServers = iceServers;
    if (selfId === this.selfId) return;
    this.clear();
    this.selfId = selfId;
  }

  /** Whoever came later offers; the other awaits it. `returning`: was connected before this place was taken. */
  add(id: string, offer: boolean, returning: boolean): void {
    if (this.peers.has(id) || id === this.selfId) return;
    const { selfId, iceServers, limit, local: tracks } = this;
    const { rtc, clock, random, canSend, onChange } = this.options;
    const send = (message: PeerMessage) => this.options.send(id, message);
    const own = { selfId, iceServers, limit, tracks };
    const peer = new Peer({ ...own, id, returning, rtc, clock, random, canSend, send, onChange });
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
  }

  /** Whether `id` says to be sending anything. */
  expectMedia(id: string, expected: boolean): void {
    this.peers.get(id)?.expectMedia(expected);
  }

  networkChanged(): void {
    for (const peer of this.peers.values()) peer.networkChanged();
  }

  retry(): void {
    for (const peer of this.peers.values()) peer.retry();
  }

  link(id: string): LinkState {
    return this.peers.get(id)?.link ?? 'connecting';
  }

  received(id: string): ParticipantTracks {
    return this.peers.get(id)?.tracks ?? NO_TRACKS;
  }

  /** Divides what may be sent among those there are. */
  private share(): void {
    this.limit = videoLimit(this.peers.size + 1);
    for (const peer of this.peers.values()) peer.setLimit(this.limit);
  }
}
