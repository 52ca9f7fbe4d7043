import { MoimClient } from '../client';
import type { Network } from '../network';
import { TabSeats, type SeatStore } from '../seat';
import { FakeNetwork } from './fake-network';
import { FakePeerConnection } from './fake-peer-connection';
import { FakeServer } from './fake-server';
import type { FakeSocket } from './fake-socket';
import { memoryStorage } from './fake-storage';
import { fakeTrack } from './fake-track';
import { seeded, VirtualClock } from './virtual-clock';

/** One person: a client with a microphone and a camera that are on. */
export interface Person {
  readonly client: MoimClient;
  readonly microphone: MediaStreamTrack;
  readonly camera: MediaStreamTrack;
  readonly socket: FakeSocket;
  /** What the tab remembers over a reload. */
  readonly seats: SeatStore;
  readonly browserNetwork: { isOnline: boolean; change: () => void };
}

/** A server, a network and any number of people, all on one virtual clock and one seed. */
export class World {
  readonly clock = new VirtualClock();
  readonly server: FakeServer;
  readonly network: FakeNetwork;
  readonly random;
  readonly people: Person[] = [];

  constructor(seed = 1, names: string[] = []) {
    this.random = seeded(seed);
    this.server = new FakeServer(this.clock, this.random, 30, names);
    this.network = new FakeNetwork(this.clock, this.random);
  }

  /** `seats`: of the page that was in this tab before. */
  person(seats: SeatStore = new TabSeats(memoryStorage())): Person {
    const listeners = new Set<() => void>();
    const browserNetwork = {
      isOnline: true,
      change: () => {
        for (const listener of listeners) listener();
      },
    };
    const network: Network = {
      online: () => browserNetwork.isOnline,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const client = new MoimClient({
      createSocket: this.server.createSocket,
      rtc: {
        supported: () => true,
        createConnection: (configuration) => new FakePeerConnection(this.network, configuration).asConnection,
        createStream: () => ({ id: this.network.name('stream') }) as MediaStream,
      },
      network,
      seats,
      clock: this.clock,
      random: this.random,
    });
    const socket = this.server.sockets.at(-1);
    if (!socket) throw new Error('the client made no socket');
    const microphone = fakeTrack('audio');
    const camera = fakeTrack('video', { width: 1280, height: 720 });
    client.setLocalTrack('microphone', microphone);
    client.setLocalTrack('camera', camera);
    const person = { client, microphone, camera, socket, seats, browserNetwork };
    this.people.push(person);
    return person;
  }

  /** People who joined one after the other and are connected. */
  async call(count: number, room = 'room'): Promise<Person[]> {
    const people = Array.from({ length: count }, () => this.person());
    for (const [index, { client }] of people.entries()) {
      const joined = client.join({ room, label: `person ${index}` });
      await this.clock.advance(200);
      await joined;
    }
    await this.clock.advance(1_000);
    return people;
  }

  /** What is wrong with the call of these people; empty when everybody has everybody's sound and picture, once. */
  faults(people: readonly Person[]): string[] {
    const faults: string[] = [];
    for (const person of people) {
      const { participants, selfId, connection, phase } = person.client.getSnapshot();
      if (phase !== 'joined') faults.push(`${selfId} is ${phase}`);
      if (connection !== 'connected') faults.push(`${selfId} sees ${connection}`);
      if (participants.length !== people.length - 1)
        faults.push(`${selfId} sees ${participants.length} others`);
      for (const other of people) if (other !== person) faults.push(...this.faultsBetween(person, other));
    }
    const needed = people.length * (people.length - 1);
    const open = this.network.open();
    if (open.length !== needed) faults.push(`${open.length} connections are open, not ${needed}`);
    if (open.some(({ transceivers }) => transceivers.length !== 2)) faults.push('there are extra lines');
    if (
      open.some(
        ({ transceivers }) => transceivers[1]?.sender.parameters.encodings[0]?.['maxBitrate'] === undefined,
      )
    ) {
      faults.push('there is no limit on what is sent');
    }
    if (open.some(({ signalingState }) => signalingState !== 'stable')) faults.push('not stable');
    return faults;
  }

  private faultsBetween(person: Person, other: Person): string[] {
    const otherId = other.client.getSnapshot().selfId;
    const seen = person.client.getSnapshot().participants.find(({ id }) => id === otherId);
    if (!seen) return [`${otherId} is not seen`];
    const { audio, camera } = seen.tracks;
    return [
      seen.link === 'connected' ? '' : `link to ${otherId} is ${seen.link}`,
      this.network.sourceOf(audio) === other.microphone ? '' : `no sound of ${otherId}`,
      this.network.sourceOf(camera) === other.camera ? '' : `no picture of ${otherId}`,
    ].filter((fault) => fault !== '');
  }
}
