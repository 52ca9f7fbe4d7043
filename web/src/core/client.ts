import { systemClock, Timer, type Clock, type Random } from './clock';
import { visibleConnection } from './connection';
import { Mesh } from './mesh';
import { normalizeLabel, normalizeRoom } from './names';
import { browserNetwork, type Network } from './network';
import { Store, type Observable } from './observable';
import {
  joinRequest,
  messageRequest,
  parsePlace,
  stateRequest,
  type Member,
  type Place,
  type Request,
  type SignalingEvent,
} from './protocol';
import { find, reconcile, remove, upsert, type Roster } from './roster';
import { browserRtc, type Rtc } from './rtc';
import { Signaling, type Answer } from './signaling';
import { NO_STATISTICS, type CallStatistics } from './statistics/types';
import { createSocket, type SocketFactory } from './socket';
import {
  CallError,
  type CallClient,
  type CallPhase,
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
  readonly clock?: Clock;
  readonly random?: Random;
}

const SILENT: SourceState = { microphone: false, camera: false, screen: false };

const IDLE: CallSnapshot = {
  phase: 'idle',
  connection: 'connecting',
  room: '',
  selfId: '',
  label: '',
  state: SILENT,
  limit: 0,
  participants: [],
  activeSpeaker: '',
  dataSaver: false,
  overloaded: false,
  callId: '',
};

interface Waiter {
  resolve: () => void;
  reject: (error: CallError) => void;
}

/** A call in the browser, over moim's signaling protocol. */
export class MoimClient implements CallClient {
  private readonly store = new Store<CallSnapshot>(IDLE);
  private readonly clock: Clock;
  private readonly network: Network;
  private readonly rtc: Rtc;
  private readonly signaling: Signaling;
  private readonly mesh: Mesh;
  private readonly countdown: Timer;
  private readonly stopWatchingNetwork: () => void;
  private roster: Roster = [];
  private phase: CallPhase = 'idle';
  private wanted: JoinRequest = { room: '', label: '' };
  private waiters: Waiter[] = [];
  /** Counts the requests for a place; an answer to any but the latest is of no use. */
  private joinAttempt = 0;
  private everConnected = false;
  private place: Pick<Place, 'selfId' | 'limit'> & { room: string } = { selfId: '', limit: 0, room: '' };
  private joinedAt: number | undefined;
  private error: CallError | undefined;
  private dataSaver = false;

  private readonly figures = new Store<CallStatistics>(NO_STATISTICS);

  readonly subscribe = this.store.subscribe;
  readonly getSnapshot = this.store.getSnapshot;

  constructor(options: MoimClientOptions = {}) {
    const { clock = systemClock, random = Math.random, network = browserNetwork, rtc = browserRtc } = options;
    this.clock = clock;
    this.network = network;
    this.rtc = rtc;
    this.countdown = new Timer(clock);
    this.signaling = new Signaling({
      createSocket: options.createSocket ?? createSocket,
      ...(options.url !== undefined && { url: options.url }),
      clock,
      random,
      onConnect: () => this.requestPlace(),
      onEvent: (event) => this.handle(event),
      onChange: () => this.signalingChanged(),
    });
    this.mesh = new Mesh({
      rtc,
      clock,
      random,
      canSend: () => this.signaling.state === 'connected' && this.phase === 'joined',
      send: (to, message) => this.request(messageRequest(to, message)),
      onChange: () => this.publish(),
    });
    this.stopWatchingNetwork = network.subscribe(() => this.networkChanged());
  }

  join({ room, label }: JoinRequest): Promise<void> {
    const name = normalizeRoom(room);
    if (!this.rtc.supported()) return this.refuse(new CallError('unsupported', 'no RTCPeerConnection'));
    if (name === null) return this.refuse(new CallError('bad_request', 'room'));
    const same = name === this.wanted.room;
    if (same && this.phase === 'joined') return Promise.resolve();
    if (!(same && this.phase === 'joining')) this.begin({ room: name, label: normalizeLabel(label) });
    return new Promise((resolve, reject) => this.waiters.push({ resolve, reject }));
  }

  leave(): void {
    if (this.phase === 'idle' || this.phase === 'left') return;
    if (this.signaling.state === 'connected') this.request(['leave_room']);
    this.end('left', new CallError('aborted', 'left'));
  }

  statistics(): Observable<CallStatistics> {
    return this.figures;
  }

  setDataSaver(on: boolean): void {
    this.dataSaver = on;
    this.publish();
  }

  setLocalTrack(source: Sending, track: MediaStreamTrack | null): void {
    if (this.mesh.tracks[source] === track) return;
    const before = this.state;
    this.mesh.setTrack(source, track);
    if (source !== 'screenAudio' && this.state[source] !== before[source]) this.tellState();
    this.publish();
  }

  setLabel(label: string): void {
    const clean = normalizeLabel(label);
    if (clean === this.wanted.label) return;
    this.wanted = { ...this.wanted, label: clean };
    this.tellState();
    this.publish();
  }

  retry(): void {
    if (this.phase === 'full' || this.phase === 'failed') {
      this.begin(this.wanted);
      return;
    }
    this.signaling.retryNow();
    this.mesh.retry();
  }

  dispose(): void {
    this.leave();
    this.stopWatchingNetwork();
    this.countdown.cancel();
  }

  private get state(): SourceState {
    const { microphone, camera, screen } = this.mesh.tracks;
    return { microphone: microphone !== null, camera: camera !== null, screen: screen !== null };
  }

  private refuse(error: CallError): Promise<void> {
    if (this.phase !== 'joined' && this.phase !== 'joining') this.end('failed', error);
    return Promise.reject(error);
  }

  private begin(wanted: JoinRequest): void {
    this.settle(new CallError('aborted', 'another room'));
    this.vacate();
    this.wanted = wanted;
    this.phase = 'joining';
    this.error = undefined;
    this.joinedAt = undefined;
    if (this.signaling.state === 'connected') this.requestPlace();
    else {
      this.signaling.open();
      this.signaling.retryNow();
    }
    this.publish();
  }

  /** Ends the call and the way to the server. */
  private end(phase: CallPhase, error: CallError): void {
    this.phase = phase;
    this.error = phase === 'failed' ? error : undefined;
    this.joinAttempt += 1;
    this.everConnected = false;
    this.vacate();
    this.signaling.close();
    this.settle(error);
    this.publish();
  }

  private vacate(): void {
    this.mesh.clear();
    this.roster = [];
    this.place = { selfId: '', limit: this.place.limit, room: '' };
  }

  private settle(error?: CallError): void {
    const waiters = this.waiters;
    this.waiters = [];
    for (const { resolve, reject } of waiters) {
      if (error) reject(error);
      else resolve();
    }
  }

  private requestPlace(): void {
    this.everConnected = true;
    if (this.phase !== 'joining' && this.phase !== 'joined') return;
    this.joinAttempt += 1;
    const attempt = this.joinAttempt;
    const { room, label } = this.wanted;
    const state = this.state;
    this.request(joinRequest(room, label, state), (answer) => {
      if (attempt !== this.joinAttempt) return;
      this.placeAnswered(answer);
      // A device that started, or a name that changed, while the answer was on its way.
      if (!sameState(state, this.state) || label !== this.wanted.label) this.tellState();
    });
  }

  private placeAnswered(answer: Answer): void {
    if (!answer.ok) {
      this.placeRefused(answer.error);
      return;
    }
    const place = parsePlace(answer.fields);
    if (place) this.placeTaken(place);
    else this.placeRefused(new CallError('bad_request', 'an answer without an id'));
  }

  private placeRefused(error: CallError): void {
    // The way to the server broke under the request: it is repeated when it is back.
    if (error.code === 'unreachable' || error.code === 'timeout') return;
    if (error.code !== 'room_full') {
      this.end('failed', error);
      return;
    }
    this.phase = 'full';
    this.error = error;
    this.place = { ...this.place, limit: error.limit ?? this.place.limit };
    this.vacate();
    this.settle(error);
    this.publish();
  }

  private placeTaken(place: Place): void {
    const members = place.members.filter(({ id }) => id !== place.selfId);
    const { roster, exited } = reconcile(this.roster, members);
    const known = this.roster;
    this.phase = 'joined';
    this.joinedAt ??= this.clock.now();
    this.place = { selfId: place.selfId, limit: place.limit, room: place.room };
    this.roster = roster;
    this.mesh.start(place.selfId, place.iceServers);
    for (const id of exited) this.mesh.remove(id);
    this.mesh.retry();
    for (const member of roster) {
      this.mesh.add(member.id, true, find(known, member.id) !== undefined);
      this.mesh.expectMedia(member.id, sendsAnything(member));
    }
    this.settle();
    this.publish();
  }

  private handle(event: SignalingEvent): void {
    if (this.phase !== 'joined') return;
    switch (event.type) {
      case 'enter':
        this.roster = upsert(this.roster, event.member);
        this.mesh.add(event.member.id, false, false);
        this.mesh.expectMedia(event.member.id, sendsAnything(event.member));
        break;
      case 'state':
        if (find(this.roster, event.member.id)) this.roster = upsert(this.roster, event.member);
        this.mesh.expectMedia(event.member.id, sendsAnything(event.member));
        break;
      case 'exit':
        this.roster = remove(this.roster, event.id);
        this.mesh.remove(event.id);
        break;
      case 'message':
        this.mesh.receive(event.from, event.message);
        return;
    }
    this.publish();
  }

  private request(request: Request, answered?: (answer: Answer) => void): void {
    this.signaling.request(request, answered);
  }

  private tellState(): void {
    if (this.phase === 'joined') this.request(stateRequest(this.state, this.wanted.label));
  }

  private networkChanged(): void {
    if (this.network.online()) {
      this.signaling.retryNow();
      // A socket may not notice for long that its network is gone: a request without an answer makes it.
      this.tellState();
      this.mesh.networkChanged();
    }
    this.publish();
  }

  private signalingChanged(): void {
    if (this.phase === 'joining' && this.signaling.state === 'exhausted') {
      this.end('failed', new CallError('unreachable'));
      return;
    }
    this.publish();
  }

  private participants(): readonly Participant[] {
    const before = this.store.getSnapshot().participants;
    const now = this.roster.map(({ id, label, state }): Participant => {
      const media = { link: this.mesh.link(id), tracks: this.mesh.received(id) };
      const next: Participant = { id, label, state, ...media, away: false, quality: 'unknown' };
      const last = before.find((participant) => participant.id === id);
      return last && sameParticipant(last, next) ? last : next;
    });
    return now.length === before.length && now.every((participant, index) => participant === before[index])
      ? before
      : now;
  }

  private publish(): void {
    const last = this.store.getSnapshot();
    const participants = this.participants();
    const { error, joinedAt } = this;
    const reconnectInSeconds = this.secondsToRetry();
    const next: CallSnapshot = {
      phase: this.phase,
      connection: visibleConnection({
        socket: this.signaling.state,
        everConnected: this.everConnected,
        online: this.network.online(),
        links: participants.map(({ link }) => link),
      }),
      room: this.place.room || this.wanted.room,
      selfId: this.place.selfId,
      label: this.wanted.label,
      state: sameState(last.state, this.state) ? last.state : this.state,
      limit: this.place.limit,
      participants,
      activeSpeaker: '',
      dataSaver: this.dataSaver,
      overloaded: false,
      callId: '',
      ...(reconnectInSeconds !== undefined && { reconnectInSeconds }),
      ...(joinedAt !== undefined && { joinedAt }),
      ...(error && { error }),
    };
    if (!sameSnapshot(last, next)) this.store.set(next);
  }

  /** Also keeps the countdown going while there is one. */
  private secondsToRetry(): number | undefined {
    const { retryAt } = this.signaling;
    if (retryAt === null) {
      this.countdown.cancel();
      return undefined;
    }
    const left = Math.max(0, retryAt - this.clock.now());
    const seconds = Math.ceil(left / 1000);
    const untilNextSecond = left - Math.max(0, seconds - 1) * 1000;
    if (left > 0) this.countdown.set(untilNextSecond, () => this.publish());
    return seconds;
  }
}

const sendsAnything = ({ state }: Member): boolean => state.microphone || state.camera || state.screen;

function sameState(one: SourceState, other: SourceState): boolean {
  return one.microphone === other.microphone && one.camera === other.camera && one.screen === other.screen;
}

function sameParticipant(one: Participant, other: Participant): boolean {
  return (
    one.label === other.label &&
    one.link === other.link &&
    one.tracks === other.tracks &&
    sameState(one.state, other.state)
  );
}

function sameSnapshot(one: CallSnapshot, other: CallSnapshot): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)] as (keyof CallSnapshot)[]);
  return [...keys].every((key) => one[key] === other[key]);
}
