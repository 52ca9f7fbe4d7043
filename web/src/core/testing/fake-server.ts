import type { Clock, Random } from '../clock';
import type { SocketFactory, SocketPort } from '../socket';

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

/** One client's way to the server: ordered both ways, each message on its way for a random time. */
export class FakeSocket implements SocketPort {
  connected = false;
  /** Swallows everything without a sign, as a network that is gone. */
  silent = false;
  id = '';
  room: string | null = null;
  label = '';
  state: Fields = BASE_STATE;
  private readonly connectListeners: (() => void)[] = [];
  private readonly downListeners: (() => void)[] = [];
  private readonly events = new Map<string, (payload: unknown) => void>();
  private arrival = { up: 0, down: 0 };
  private generation = 0;

  constructor(private readonly server: FakeServer) {}

  connect = (): void => {
    const generation = (this.generation += 1);
    this.server.clock.after(this.server.delay(), () => {
      if (generation !== this.generation) return;
      if (!this.server.up || this.silent) {
        for (const listener of this.downListeners) listener();
        return;
      }
      this.connected = true;
      for (const listener of this.connectListeners) listener();
    });
  };

  disconnect = (): void => {
    this.generation += 1;
    if (!this.connected) return;
    // What was sent before still arrives.
    this.travel('up', () => this.server.gone(this), false);
    this.connected = false;
  };

  onConnect = (listener: () => void): void => void this.connectListeners.push(listener);
  onDown = (listener: () => void): void => void this.downListeners.push(listener);
  onEvent = (name: string, listener: (payload: unknown) => void): void =>
    void this.events.set(name, listener);

  emit = (name: string, payload: object | undefined, acknowledge: (answer: unknown) => void): void => {
    const received = structuredClone(payload) as Fields | undefined;
    this.travel('up', () => {
      this.server.received.push([name, received]);
      this.server.handle(this, name, received ?? {}, (answer) =>
        this.travel('down', () => acknowledge(answer)),
      );
    });
  };

  deliver(name: string, payload: unknown): void {
    this.travel('down', () => this.events.get(name)?.(structuredClone(payload)));
  }

  /** The connection breaks: both sides notice at once. */
  kill(): void {
    if (!this.connected) return;
    this.connected = false;
    this.generation += 1;
    this.server.gone(this);
    for (const listener of this.downListeners) listener();
  }

  private travel(way: 'up' | 'down', arrived: () => void, needsConnection = true): void {
    if (this.silent) return;
    const { clock } = this.server;
    const { generation } = this;
    this.arrival[way] = Math.max(this.arrival[way], clock.now() + this.server.delay());
    clock.after(this.arrival[way] - clock.now(), () => {
      const stale = needsConnection && (!this.connected || generation !== this.generation);
      const lostOnTheWay = stale && way === 'down';
      if (!lostOnTheWay && !this.silent) arrived();
    });
  }
}

/** The signaling server as its protocol document describes it, in memory. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  /** Everything clients sent, in order of arrival. */
  readonly received: [name: string, payload: Fields | undefined][] = [];
  up = true;
  limit = 4;
  iceServers: unknown[] = [];
  private members: FakeSocket[] = [];
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
    for (const socket of [...this.sockets]) socket.kill();
  }

  start(): void {
    this.up = true;
  }

  handle(socket: FakeSocket, name: string, payload: Fields, acknowledge: (answer: unknown) => void): void {
    if (name === 'join_room') this.answerJoin(socket, payload, acknowledge);
    else if (socket.room === null) acknowledge(refusal('not_in_room'));
    else if (name === 'leave_room') acknowledge(this.leave(socket));
    else if (name === 'update_state') acknowledge(this.update(socket, payload));
    else acknowledge(this.relay(socket, name, payload));
  }

  gone(socket: FakeSocket): void {
    if (socket.room !== null) this.leave(socket);
  }

  private others(socket: FakeSocket): FakeSocket[] {
    return this.members.filter((member) => member !== socket && member.room === socket.room);
  }

  private answerJoin(socket: FakeSocket, payload: Fields, acknowledge: (answer: unknown) => void): void {
    const answer = this.join(socket, payload);
    acknowledge(answer);
    if ('users' in answer) socket.deliver('all_users', answer.users);
    else if (answer.error.code === 'room_full') socket.deliver('room_full', undefined);
  }

  private join(socket: FakeSocket, { room, email, state }: Fields) {
    if (typeof room !== 'string' || room === '') return refusal('bad_request');
    if (socket.room !== room) {
      if (this.members.filter((member) => member.room === room).length >= this.limit)
        return refusal('room_full', { limit: this.limit });
      if (socket.room !== null) this.leave(socket);
      this.enter(socket, room, { email, state });
    }
    const users = this.others(socket).map(describe);
    return {
      ok: true,
      id: socket.id,
      room,
      users,
      limit: this.limit,
      iceServers: this.iceServers,
      topology: 'mesh',
    };
  }

  private enter(socket: FakeSocket, room: string, { email, state }: Fields): void {
    socket.id = this.names[this.taken] ?? `id-${Math.floor(this.random() * 1e9).toString(36)}-${this.taken}`;
    this.taken += 1;
    socket.room = room;
    socket.label = typeof email === 'string' ? email : '';
    socket.state = { ...BASE_STATE, ...(state as Fields | undefined) };
    this.members.push(socket);
    for (const other of this.others(socket)) other.deliver('user_enter', describe(socket));
  }

  private leave(socket: FakeSocket): unknown {
    for (const other of this.others(socket)) other.deliver('user_exit', { id: socket.id });
    this.members = this.members.filter((member) => member !== socket);
    socket.room = null;
    return { ok: true };
  }

  private update(socket: FakeSocket, { email, ...state }: Fields): unknown {
    if (typeof email === 'string') socket.label = email;
    socket.state = { ...socket.state, ...state };
    for (const other of this.others(socket)) other.deliver('user_state', describe(socket));
    return { ok: true };
  }

  private relay(socket: FakeSocket, name: string, payload: Fields): unknown {
    const relayed = RELAYED[name];
    if (!relayed) return refusal('unknown_event');
    const receiver = this.others(socket).find(({ id }) => id === payload[relayed.to]);
    if (!receiver) return refusal('no_such_user');
    const label = name === 'offer' ? { offerSendEmail: socket.label } : {};
    receiver.deliver(relayed.event, {
      [relayed.body]: payload[relayed.body],
      [relayed.from]: socket.id,
      ...label,
    });
    return { ok: true };
  }
}

const describe = ({ id, label, state }: FakeSocket) => ({ id, email: label, state });
