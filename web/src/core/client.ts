import { Channel } from './channel';
import { systemClock, type Clock, type Random } from './clock';
import { visibleConnection } from './connection';
import { Countdown } from './countdown';
import { Mesh } from './mesh';
import { normalizeLabel, normalizeRoom } from './names';
import { browserNetwork, type Network } from './network';
import { Store, type Observable } from './observable';
import { Outbox } from './outbox';
import { People } from './people';
import { PlaceKeeper } from './place';
import type { Fields, Member, Place, SignalingEvent } from './protocol';
import type { RoomLink } from './room/link';
import { browserRtc, type Rtc } from './rtc';
import { TabSeats, type SeatStore } from './seat';
import { RECEIVING_STEP, Relief } from './relief';
import { Signaling } from './signaling';
import { IDLE, keepParticipants, keepSnapshot } from './snapshot';
import { createSocket, type SocketFactory } from './socket';
import { Sparing } from './sparing';
import { SpeakerWatch } from './speaker';
import { Monitor } from './statistics/monitor';
import type { CallStatistics } from './statistics/types';
import {
  CallError,
  type CallClient,
  type CallSnapshot,
  type JoinRequest,
  type Participant,
  type Sending,
  type SourceState,
} from './types';

/** What a client needs from around it; everything has a standard, and a substitute in tests. */
export interface MoimClientOptions {
  /** Where the server is; without one, where the page came from. */
  readonly url?: string;
  readonly createSocket?: SocketFactory;
  readonly rtc?: Rtc;
  readonly network?: Network;
  /** What lets this page take its place again; the tab's own storage unless given. */
  readonly seats?: SeatStore;
  /** `relay` hides this computer's addresses from the others, and needs a TURN server. */
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** A call in the browser, over moim's signaling protocol: puts the parts together and tells what they say as one snapshot. */
export class MoimClient implements CallClient {
  /** The seam for features of a room that are no part of the call. */
  readonly link: RoomLink;
  private readonly store = new Store<CallSnapshot>(IDLE);
  private readonly network: Network;
  private readonly rtc: Rtc;
  private readonly signaling: Signaling;
  private readonly channel: Channel;
  private readonly outbox: Outbox;
  private readonly place: PlaceKeeper;
  private readonly people: People;
  private readonly mesh: Mesh;
  private readonly monitor: Monitor;
  private readonly relief = new Relief();
  private readonly sparing = new Sparing();
  private readonly speaker: SpeakerWatch;
  private readonly countdown: Countdown;
  private readonly stopWatchingNetwork: () => void;
  private recording: boolean | undefined;

  readonly subscribe = this.store.subscribe;
  readonly getSnapshot = this.store.getSnapshot;

  constructor(options: MoimClientOptions = {}) {
    const { clock = systemClock, random = Math.random, network = browserNetwork, rtc = browserRtc } = options;
    const { createSocket: socket = createSocket, seats = new TabSeats(), url } = options;
    const { iceTransportPolicy = 'all' } = options;
    this.network = network;
    this.rtc = rtc;
    this.signaling = new Signaling({
      createSocket: socket,
      ...(url !== undefined && { url }),
      clock,
      random,
      onConnect: (recovered) => this.place.connected(recovered),
      onEvent: (event) => this.handle(event),
      onChange: () => this.signalingChanged(),
    });
    this.link = this.channel = new Channel(this.signaling);
    this.outbox = new Outbox(this.signaling);
    this.countdown = new Countdown(clock, () => this.publish());
    this.place = new PlaceKeeper({
      clock,
      signaling: this.signaling,
      seats,
      state: () => this.state,
      onTaken: (place, answer, fresh) => this.placeTaken(place, answer, fresh),
      onReturn: () => {
        this.returned();
        this.channel.returned();
      },
      onVacated: () => this.vacated(),
      onChange: () => this.publish(),
    });
    this.people = new People({ clock, onGone: (id) => this.gone(id) });
    this.mesh = new Mesh({
      rtc,
      clock,
      random,
      iceTransportPolicy,
      canSend: () => this.signaling.state === 'connected' && this.place.phase === 'joined',
      send: (to, message) => this.outbox.send(to, message),
      onChange: () => this.publish(),
      onDoubt: () => this.place.probe(),
    });
    this.monitor = new Monitor({
      clock,
      measure: () => this.mesh.measure(),
      onChange: () => this.measured(clock.now()),
    });
    this.speaker = new SpeakerWatch({
      clock,
      levels: () => this.mesh.voiceLevels(),
      onChange: () => this.publish(),
    });
    this.stopWatchingNetwork = network.subscribe(() => this.networkChanged());
  }

  join(request: JoinRequest): Promise<void> {
    const room = normalizeRoom(request.room);
    if (!this.rtc.supported()) return this.place.refuse(new CallError('unsupported', 'no RTCPeerConnection'));
    if (room === null) return this.place.refuse(new CallError('bad_request', 'room'));
    return this.place.join({ ...request, room, label: normalizeLabel(request.label) });
  }

  leave(): void {
    this.place.leave();
  }

  setLocalTrack(source: Sending, track: MediaStreamTrack | null): void {
    if (this.mesh.tracks[source] === track) {
      // What it shows may have changed: words or motion.
      if (source === 'screen' && track) this.mesh.share();
      return;
    }
    const before = this.state;
    this.mesh.setTrack(source, track);
    if (source !== 'screenAudio' && this.state[source] !== before[source]) this.place.tell();
    this.publish();
  }

  setLabel(label: string): void {
    if (this.place.setLabel(normalizeLabel(label))) this.publish();
  }

  setRecording(on: boolean): void {
    if ((this.recording ?? false) === on) return;
    this.recording = on;
    this.place.tell();
    this.publish();
  }

  setDataSaver(on: boolean): void {
    this.mesh.setDataSaver(on);
    this.publish();
  }

  speaking(): Observable<ReadonlySet<string>> {
    return this.speaker.speaking;
  }

  statistics(): Observable<CallStatistics> {
    return this.monitor.figures;
  }

  retry(): void {
    if (this.place.retry()) return;
    this.signaling.retryNow();
    this.mesh.retry();
  }

  suspend(): void {
    this.place.suspend();
    this.publish();
  }

  wake(): void {
    this.place.wake();
    this.publish();
  }

  dispose(): void {
    this.leave();
    this.stopWatchingNetwork();
    this.countdown.stop();
  }

  private get state(): SourceState {
    const { microphone, camera, screen } = this.mesh.tracks;
    const recording = this.recording === undefined ? {} : { recording: this.recording };
    return {
      microphone: microphone !== null,
      camera: camera !== null,
      screen: screen !== null,
      ...recording,
    };
  }

  private vacated(): void {
    this.outbox.clear();
    this.mesh.clear();
    this.people.clear();
    this.monitor.stop();
    this.speaker.stop();
    this.relief.reset();
    this.relieve(0);
  }

  /** New figures: this computer may be too busy for what it sends. */
  private measured(now: number): void {
    const { people } = this.monitor.figures.getSnapshot();
    this.relief.note(
      now,
      people.some(({ up }) => up.some(({ limit }) => limit === 'cpu')),
    );
    this.relieve(now);
    this.publish();
  }

  private relieve(now: number): void {
    const { step } = this.relief;
    this.mesh.setRelief(step);
    if (step < RECEIVING_STEP) this.sparing.reset();
    else this.sparing.note(now, this.people.roster, this.speaker.current);
    this.mesh.setKept(this.sparing.kept);
  }

  private gone(id: string): void {
    this.people.remove(id);
    this.outbox.forget(id);
    this.mesh.remove(id);
    this.publish();
  }

  private placeTaken(place: Place, answer: Fields, fresh: boolean): void {
    const returning = new Set(this.people.roster.map(({ id }) => id));
    const exited = this.people.replace(place, fresh);
    this.mesh.start(place.selfId, place.iceServers);
    for (const id of exited) this.gone(id);
    this.returned();
    for (const member of this.people.roster) {
      this.mesh.add(member.id, true, returning.has(member.id));
      this.described(member);
    }
    this.monitor.start();
    this.speaker.start();
    this.channel.placeTaken(answer);
  }

  /** The way to the others is there: what waited for it goes on. */
  private returned(): void {
    this.outbox.flush();
    this.mesh.retry();
  }

  private handle(event: SignalingEvent): void {
    this.place.handle(event);
    if (this.place.phase !== 'joined') return;
    switch (event.type) {
      case 'enter':
        this.people.put(event.member);
        this.mesh.add(event.member.id, false, false);
        this.described(event.member);
        break;
      case 'state':
        if (this.people.update(event.member)) this.expectMedia(event.member);
        break;
      case 'away':
      case 'back':
        this.people.setAway(event.id, event.type === 'away');
        this.mesh.setAway(event.id, event.type === 'away');
        break;
      case 'exit':
        this.gone(event.id);
        break;
      case 'message':
        this.mesh.receive(event.from, event.message);
        return;
      default:
        return;
    }
    this.publish();
  }

  private described(member: Member): void {
    this.mesh.setAway(member.id, member.away);
    this.expectMedia(member);
  }

  private expectMedia({ id, state }: Member): void {
    this.mesh.expectMedia(id, state.microphone || state.camera || state.screen);
  }

  private networkChanged(): void {
    if (this.network.online()) {
      this.signaling.networkChanged();
      this.place.probe();
      this.mesh.networkChanged();
    }
    this.publish();
  }

  private signalingChanged(): void {
    this.place.signalingChanged();
    this.publish();
  }

  private participants(): readonly Participant[] {
    const now = this.people.roster.map(({ id, label, state, away }): Participant => {
      const media = { link: this.mesh.link(id), tracks: this.mesh.received(id) };
      return { id, label, state, ...media, away, quality: this.monitor.quality(id) };
    });
    return keepParticipants(this.store.getSnapshot().participants, now);
  }

  private publish(): void {
    const participants = this.participants();
    const { facts, joinedAt, error, phase, wanted, everConnected } = this.place;
    const reconnectInSeconds = this.countdown.secondsTo(this.signaling.retryAt);
    const next: CallSnapshot = {
      phase,
      connection: visibleConnection({
        socket: this.signaling.state,
        everConnected,
        online: this.network.online(),
        links: participants.flatMap(({ link, away }) => (away ? [] : link)),
      }),
      room: facts.room || wanted.room,
      selfId: facts.selfId,
      label: wanted.label,
      state: this.state,
      limit: facts.limit,
      participants,
      activeSpeaker: this.speaker.current,
      dataSaver: this.mesh.dataSaver,
      overloaded: this.relief.step > 0,
      sparing: this.sparing.kept !== null && participants.length > 1,
      callId: facts.callId,
      ...(reconnectInSeconds !== undefined && { reconnectInSeconds }),
      ...(joinedAt !== undefined && { joinedAt }),
      ...(error && { error }),
    };
    this.store.set(keepSnapshot(this.store.getSnapshot(), next));
  }
}
