import type { Clock, Random } from '../clock';
import type { SocketFactory } from '../socket';
import { describeSeat, FakeSession, readToken, tokenOf, type FakeSeat } from './fake-seats';
import { FakeSocket } from './fake-socket';

type Fields = Record<string, unknown>;

const BASE_STATE = { microphone: true, camera: true, screen: false };

const RELAYED: Readonly<Record<string, { to: string; event: string; body: string; from: string }>> = {
  offer: { to: 'offerReceiveID', event: 'getOffer', body: 'sdp', from: 'offerSendID' },
  answer: { to: 'answerReceiveID', event: 'getAnswer', body: 'sdp', from: 'answerSendID' },
  candidate: { to: 'candidateReceiveID', event: 'getCandidate', body: 'candidate', from: 'candidateSendID' },
};

const refusal = (code: string, more: Fields = {}) => ({
  ok: false,
  error: { code, message: code, ...more },
});

/** How long a place is held after a connection broke, and after its page went away. */
export const HOLD = 15_000;
export const SHORT_HOLD = 800;

/** The signaling server as its protocol document describes it, in memory. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  /** Everything clients sent, in order of arrival. */
  readonly received: [name: string, payload: Fields | undefined][] = [];
  up = true;
  limit = 4;
  iceServers: unknown[] = [];
  /** Without, it is a server that forgets whose connection broke. */
  holds = true;
  private seats: FakeSeat[] = [];
  private sessions = new Set<FakeSession>();
  private calls = new Map<string, string>();
  private taken = 0;

  constructor(
    readonly clock: Clock,
    readonly random: Random,
    readonly latency = 30,
    /** Public ids in the order they are given; chosen by chance when absent. */
    private readonly names: string[] = [],
  ) {}

  readonly createSocket: SocketFactory = () => {
    const socket = new FakeSocket(this);
    this.sockets.push(socket);
    return socket;
  };

  delay(): number {
    return this.random() * this.latency;
  }

  count(name: string): number {
    return this.received.filter(([event]) => event === name).length;
  }

  /** Ends, with every connection; comes back as a new process that knows nobody. */
  stop(): void {
    this.up = false;
    for (const { hold } of this.sessions) hold.cancel();
    this.sessions.clear();
    this.seats = [];
    this.calls.clear();
    for (const socket of [...this.sockets]) socket.kill();
  }

  start(): void {
    this.up = true;
  }

  /** A connection is there; true when it goes on where it broke. */
  opened(socket: FakeSocket): boolean {
    const { session } = socket;
    if (session && this.sessions.has(session)) {
      session.recover(socket);
      if (session.seat) this.setAway(session.seat, false);
      return true;
    }
    socket.session = new FakeSession(socket, this.clock);
    this.sessions.add(socket.session);
    return false;
  }

  /** A connection broke. */
  broke(session: FakeSession, hold = HOLD): void {
    if (!this.sessions.has(session)) return;
    session.client = null;
    if (!this.holds) {
      this.ended(session);
      return;
    }
    if (session.seat) this.setAway(session.seat, true);
    session.hold.set(hold, () => this.ended(session));
  }

  /** Notices that the connection of `socket` broke, which may not know it yet. */
  cut({ session }: FakeSocket): void {
    if (session) this.broke(session);
  }

  wentAway(session: FakeSession): void {
    this.broke(session, SHORT_HOLD);
  }

  /** A connection took leave, or was held for long enough. */
  ended(session: FakeSession): void {
    session.hold.cancel();
    if (!this.sessions.delete(session)) return;
    if (session.seat) this.leave(session.seat);
  }

  /** Forgets who is connected by `socket`, without a sign. */
  gone({ session }: FakeSocket): void {
    if (session) this.ended(session);
  }

  handle(session: FakeSession, name: string, payload: Fields, acknowledge: (answer: unknown) => void): void {
    if (!this.sessions.has(session)) return;
    if (name === 'join_room') this.answerJoin(session, payload, acknowledge);
    else if (session.seat === null) acknowledge(refusal('not_in_room'));
    else if (name === 'leave_room') acknowledge(this.leave(session.seat));
    else if (name === 'update_state') acknowledge(this.update(session.seat, payload));
    else acknowledge(this.relay(session.seat, name, payload));
  }

  private others(seat: FakeSeat): FakeSeat[] {
    return this.seats.filter((other) => other !== seat && other.room === seat.room);
  }

  private tell(seat: FakeSeat, name: string, payload: unknown): void {
    for (const other of this.others(seat)) other.session.deliver(name, payload);
  }

  private setAway(seat: FakeSeat, away: boolean): void {
    if (seat.away === away) return;
    seat.away = away;
    this.tell(seat, away ? 'user_away' : 'user_back', { id: seat.id });
  }

  private answerJoin(session: FakeSession, payload: Fields, acknowledge: (answer: unknown) => void): void {
    const answer = this.join(session, payload);
    acknowledge(answer);
    if ('users' in answer) session.deliver('all_users', answer.users);
    else if (answer.error.code === 'room_full') session.deliver('room_full', undefined);
  }

  private join(session: FakeSession, { room, email, state, resume }: Fields) {
    if (typeof room !== 'string' || room === '') return refusal('bad_request');
    const label = typeof email === 'string' ? email : '';
    const resumedId = readToken(resume, room);
    if (session.seat?.room !== room) {
      const held = this.seats.find((seat) => seat.room === room && seat.id === resumedId);
      if (!held && this.seats.filter((seat) => seat.room === room).length >= this.limit)
        return refusal('room_full', { limit: this.limit });
      if (session.seat) this.leave(session.seat);
      const fresh = { room, label, state: { ...BASE_STATE, ...(state as Fields | undefined) } };
      const seat = held ? this.take(held, session, fresh) : this.enter(session, fresh, resumedId);
      return this.placeOf(seat, resumedId !== null);
    }
    return this.placeOf(session.seat, resumedId !== null);
  }

  private placeOf(seat: FakeSeat, resumed: boolean) {
    return {
      ok: true,
      id: seat.id,
      room: seat.room,
      users: this.others(seat).map(describeSeat),
      limit: this.limit,
      iceServers: this.iceServers,
      topology: 'mesh',
      call: this.callOf(seat.room),
      ...(this.holds && { seat: tokenOf(seat), holdSeconds: HOLD / 1_000, resumed }),
    };
  }

  private callOf(room: string): string {
    const known = this.calls.get(room) ?? `call-${this.random().toString(36).slice(2)}`;
    this.calls.set(room, known);
    return known;
  }

  private enter(
    session: FakeSession,
    fresh: Omit<FakeSeat, 'id' | 'session' | 'away'>,
    id: string | null,
  ): FakeSeat {
    const made = this.names[this.taken] ?? `id-${Math.floor(this.random() * 1e9).toString(36)}-${this.taken}`;
    if (id === null) this.taken += 1;
    const seat = { ...fresh, id: id ?? made, session, away: false };
    session.seat = seat;
    this.seats.push(seat);
    this.tell(seat, 'user_enter', describeSeat(seat));
    return seat;
  }

  /** Another connection takes the seat: of one that broke, or from one that is there. */
  private take(
    seat: FakeSeat,
    session: FakeSession,
    { label, state }: Pick<FakeSeat, 'label' | 'state'>,
  ): FakeSeat {
    const before = seat.session;
    before.seat = null;
    if (before.client) before.deliver('seat_taken', undefined);
    else this.ended(before);
    session.seat = seat;
    seat.session = session;
    this.setAway(seat, false);
    const changed = seat.label !== label || JSON.stringify(seat.state) !== JSON.stringify(state);
    Object.assign(seat, { label, state });
    if (changed) this.tell(seat, 'user_state', describeSeat(seat));
    return seat;
  }

  private leave(seat: FakeSeat): unknown {
    this.tell(seat, 'user_exit', { id: seat.id });
    this.seats = this.seats.filter((other) => other !== seat);
    seat.session.seat = null;
    if (!this.seats.some(({ room }) => room === seat.room)) this.calls.delete(seat.room);
    return { ok: true };
  }

  private update(seat: FakeSeat, { email, ...state }: Fields): unknown {
    const before = JSON.stringify(describeSeat(seat));
    if (typeof email === 'string') seat.label = email;
    seat.state = { ...seat.state, ...state };
    if (JSON.stringify(describeSeat(seat)) !== before) this.tell(seat, 'user_state', describeSeat(seat));
    return { ok: true };
  }

  private relay(seat: FakeSeat, name: string, payload: Fields): unknown {
    const relayed = RELAYED[name];
    if (!relayed) return refusal('unknown_event');
    const receiver = this.others(seat).find(({ id }) => id === payload[relayed.to]);
    if (!receiver) return refusal('no_such_user');
    const label = name === 'offer' ? { offerSendEmail: seat.label } : {};
    receiver.session.deliver(relayed.event, {
      [relayed.body]: payload[relayed.body],
      [relayed.from]: seat.id,
      ...label,
    });
    return { ok: true };
  }
}
