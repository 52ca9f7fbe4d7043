import type { Clock, Random } from '../clock';
import type { FakePeerConnection } from './fake-peer-connection';

/** After this long without an answer a browser calls a connection failed. */
const FAILURE_DELAY = 10_000;

/** The world the modelled connections live in: who reaches whom, and what arrives where. */
export class FakeNetwork {
  readonly connections: FakePeerConnection[] = [];
  private readonly deadPaths = new Set<string>();
  private counter = 0;
  /** While false nobody reaches anybody. */
  up = true;
  /** Nothing arrives, but no browser has noticed yet. */
  frozen = false;
  /** Part of the packets that get lost. */
  loss = 0;
  /** Whose processor cannot keep up. */
  readonly busy = new Set<FakePeerConnection>();

  constructor(
    readonly clock: Clock,
    readonly random: Random,
    /** Longest time one step of a browser takes. */
    readonly latency = 20,
  ) {}

  name(prefix: string): string {
    this.counter += 1;
    return `${prefix}${this.counter}`;
  }

  open(): FakePeerConnection[] {
    return this.connections.filter(({ signalingState }) => signalingState !== 'closed');
  }

  /** Every path in use is gone for good (another Wi-Fi, say); new ones can be found. */
  breakPaths(): void {
    for (const { ufrag } of this.open()) this.deadPaths.add(ufrag);
    this.update();
  }

  setUp(up: boolean): void {
    this.up = up;
    this.update();
  }

  /** The page that sent this camera is gone, with its connections; nobody is told. */
  vanish(camera: MediaStreamTrack): void {
    for (const connection of this.open())
      if (connection.transceivers.some(({ sender }) => sender.track?.asTrack === camera)) connection.close();
  }

  /** Looks at every connection anew, after anything that may matter. */
  update(): void {
    for (const connection of this.open()) this.updateOne(connection);
  }

  /** The connection at the other end, agreed on by both. */
  other(connection: FakePeerConnection): FakePeerConnection | undefined {
    return this.open().find((candidate) => agree(connection, candidate) && agree(candidate, connection));
  }

  /** The track that is sent to where `received` comes out, and to be seen or heard there; null when none is. */
  sourceOf(received: MediaStreamTrack | undefined): MediaStreamTrack | null {
    for (const connection of this.open()) {
      const transceiver = connection.transceivers.find(({ receiver }) => receiver.track.asTrack === received);
      if (!transceiver) continue;
      if (connection.blind && transceiver.kind === 'video') return null;
      const sending = this.other(connection)?.transceivers.find(({ mid }) => mid === transceiver.mid);
      return sending?.sender.track?.asTrack ?? null;
    }
    return null;
  }

  private reaches(connection: FakePeerConnection): boolean {
    const other = this.other(connection);
    if (!this.up || !other || this.deadPaths.has(connection.ufrag)) return false;
    return connection.hasCandidates || other.hasCandidates;
  }

  private updateOne(connection: FakePeerConnection): void {
    const reached = this.reaches(connection);
    if (reached && connection.connectionState !== 'connected') connection.enterState('connected');
    if (!reached && connection.connectionState === 'connected') this.lose(connection);
  }

  private lose(connection: FakePeerConnection): void {
    connection.enterState('disconnected');
    this.clock.after(FAILURE_DELAY, () => {
      if (connection.connectionState === 'disconnected') connection.enterState('failed');
    });
  }
}

function agree(one: FakePeerConnection, other: FakePeerConnection): boolean {
  const remote = one.agreedRemote;
  return remote !== null && remote.ufrag === other.agreedUfrag && remote.fingerprint === other.fingerprint;
}
