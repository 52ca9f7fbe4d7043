import type { FakePeerConnection } from './fake-peer-connection';
import type { FakeSocket } from './fake-socket';
import type { FakeTrack } from './fake-track';

interface Signal {
  readonly id?: string;
  readonly sdp?: RTCSessionDescriptionInit;
  readonly candidate?: RTCIceCandidateInit;
  readonly offerSendID?: string;
  readonly answerSendID?: string;
  readonly candidateSendID?: string;
}

/**
 * A client that knows the base vocabulary only: it offers to all it finds, makes a new connection for every offer it gets,
 * adds its tracks one by one, knows neither rollback nor ICE restart, and never says what it sends.
 */
export class BaseClient {
  readonly connections = new Map<string, FakePeerConnection>();

  constructor(
    private readonly socket: FakeSocket,
    private readonly createConnection: () => FakePeerConnection,
    private readonly tracks: readonly FakeTrack[],
  ) {
    const on = (name: string, listener: (signal: Signal) => void) =>
      socket.onEvent(name, (payload) => listener(payload as Signal));
    on('getOffer', ({ sdp, offerSendID = '' }) => void this.answer(offerSendID, sdp));
    on(
      'getAnswer',
      ({ sdp, answerSendID = '' }) =>
        void this.find(answerSendID)?.setRemoteDescription(sdp ?? { type: 'answer' }),
    );
    on(
      'getCandidate',
      ({ candidate, candidateSendID = '' }) => void this.find(candidateSendID)?.addIceCandidate(candidate),
    );
    on('user_exit', ({ id = '' }) => {
      this.find(id)?.close();
      this.connections.delete(id);
    });
    socket.onEvent('all_users', (users) => {
      for (const { id = '' } of users as Signal[]) void this.offer(id);
    });
  }

  join(room: string): void {
    this.socket.onConnect(() => this.emit('join_room', { room, email: 'base' }));
    this.socket.connect();
  }

  private find(id: string): FakePeerConnection | undefined {
    return this.connections.get(id);
  }

  private emit(name: string, payload: object): void {
    this.socket.emit(name, payload, () => undefined);
  }

  private open(id: string): FakePeerConnection {
    const connection = this.createConnection();
    this.connections.set(id, connection);
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) this.emit('candidate', { candidate: candidate.toJSON(), candidateReceiveID: id });
    };
    for (const track of this.tracks) connection.addTrack(track, { id: 'base-stream' });
    return connection;
  }

  private async offer(id: string): Promise<void> {
    const connection = this.open(id);
    for (const kind of ['audio', 'video'] as const) {
      // What offerToReceiveAudio and offerToReceiveVideo do for a kind nothing is sent of.
      if (!this.tracks.some((track) => track.kind === kind))
        connection.addTransceiver(kind, { direction: 'recvonly' });
    }
    await connection.setLocalDescription();
    this.emit('offer', { sdp: connection.localDescription, offerReceiveID: id });
  }

  private async answer(id: string, sdp: RTCSessionDescriptionInit | undefined): Promise<void> {
    const connection = this.open(id);
    await connection.setRemoteDescription(sdp ?? { type: 'offer' });
    await connection.setLocalDescription();
    this.emit('answer', { sdp: connection.localDescription, answerReceiveID: id });
  }
}
