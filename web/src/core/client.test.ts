import { describe, expect, it, vi } from 'vitest';
import { MoimClient } from './client';
import { fakeTrack } from './testing/fake-track';
import { World, type Person } from './testing/world';
import { CallError } from './types';

const snapshot = ({ client }: Person) => client.getSnapshot();
const first = (person: Person) => snapshot(person).participants[0];
const labels = (person: Person) => snapshot(person).participants.map(({ label }) => label);

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: unknown) => (error instanceof CallError ? error.code : 'other'),
  );
}

describe('joining', () => {
  it.each([2, 3, 4])('connects %i people, everybody with everybody', async (count) => {
    const world = new World(count);
    expect(world.faults(await world.call(count))).toEqual([]);
  });

  it('keeps the order in which people came', async () => {
    const people = await new World().call(4);
    expect(people.map(labels)).toEqual([
      ['person 1', 'person 2', 'person 3'],
      ['person 0', 'person 2', 'person 3'],
      ['person 0', 'person 1', 'person 3'],
      ['person 0', 'person 1', 'person 2'],
    ]);
  });

  it('twice asks once', async () => {
    const world = new World();
    const { client } = world.person();
    const both = Promise.all([client.join({ room: 'a', label: '' }), client.join({ room: 'a', label: '' })]);
    await world.clock.advance(500);
    await both;
    await client.join({ room: 'a', label: '' });
    expect(world.server.count('join_room')).toBe(1);
  });

  it('passes through joining and tells what the server said', async () => {
    const world = new World();
    const person = world.person();
    expect(snapshot(person)).toMatchObject({ phase: 'idle', room: '', limit: 0 });
    void person.client.join({ room: ' 방 ', label: '\u202e민수' });
    expect(snapshot(person)).toMatchObject({
      phase: 'joining',
      connection: 'connecting',
      room: '방',
      label: '민수',
    });
    await world.clock.advance(500);
    expect(snapshot(person)).toMatchObject({
      phase: 'joined',
      connection: 'connected',
      room: '방',
      limit: 4,
    });
    expect(snapshot(person).selfId).not.toBe('');
  });

  it('of another room leaves the first', async () => {
    const world = new World();
    const [one, other] = (await world.call(2)) as [Person, Person];
    const superseded = codeOf(other.client.join({ room: 'third', label: '' }));
    void other.client.join({ room: 'elsewhere', label: '' });
    await world.clock.advance(1_000);
    expect(await superseded).toBe('aborted');
    expect(snapshot(other)).toMatchObject({ phase: 'joined', room: 'elsewhere', participants: [] });
    expect(snapshot(one).participants).toEqual([]);
    expect(world.network.open()).toEqual([]);
  });

  it('gives the configured ICE servers to every connection', async () => {
    const world = new World();
    world.server.iceServers = [
      { urls: ['turn:example.org'], username: 'u', credential: 'c' },
      { urls: [7] },
      null,
    ];
    await world.call(2);
    const used = world.network.connections.map(({ configuration }) => configuration.iceServers);
    const expected = [{ urls: ['turn:example.org'], username: 'u', credential: 'c' }];
    expect(used).toEqual([expected, expected]);
  });

  it.each(['', '  ', '가'.repeat(43), '..'])('refuses the name %j', async (room) => {
    const { client } = new World().person();
    expect(await codeOf(client.join({ room, label: '' }))).toBe('bad_request');
    expect(client.getSnapshot().phase).toBe('failed');
  });

  it('says so where there is no WebRTC', async () => {
    const world = new World();
    const client = new MoimClient({
      createSocket: world.server.createSocket,
      rtc: {
        supported: () => false,
        createConnection: () => {
          throw new Error('unsupported');
        },
        createStream: () => ({}) as MediaStream,
      },
      network: { online: () => true, subscribe: () => () => undefined },
      clock: world.clock,
    });
    expect(await codeOf(client.join({ room: 'a', label: '' }))).toBe('unsupported');
    expect(client.getSnapshot()).toMatchObject({ phase: 'failed', error: { code: 'unsupported' } });
  });
});

describe('a full room', () => {
  it('refuses the fifth while the four go on, and takes them once there is a place', async () => {
    const world = new World();
    const four = await world.call(4);
    const fifth = world.person();
    const refused = codeOf(fifth.client.join({ room: 'room', label: 'fifth' }));
    await world.clock.advance(500);
    expect(await refused).toBe('room_full');
    expect(snapshot(fifth)).toMatchObject({ phase: 'full', limit: 4, error: { code: 'room_full' } });
    expect(world.faults(four)).toEqual([]);

    four[0]?.client.leave();
    await world.clock.advance(100);
    fifth.client.retry();
    await world.clock.advance(2_000);
    expect(snapshot(fifth).error).toBeUndefined();
    expect(world.faults([...four.slice(1), fifth])).toEqual([]);
  });

  it('admits exactly as many as it holds when all come at once', async () => {
    const world = new World(5);
    const people = Array.from({ length: 20 }, () => world.person());
    for (const { client } of people) client.join({ room: 'room', label: '' }).catch(() => undefined);
    await world.clock.advance(5_000);
    const joined = people.filter((person) => snapshot(person).phase === 'joined');
    expect(joined).toHaveLength(4);
    expect(people.filter((person) => snapshot(person).phase === 'full')).toHaveLength(16);
    expect(world.faults(joined)).toEqual([]);
  });
});

describe('leaving', () => {
  it('takes the tile from the others and closes everything', async () => {
    const world = new World();
    const [one, other] = (await world.call(2)) as [Person, Person];
    other.client.leave();
    expect(snapshot(other)).toMatchObject({ phase: 'left', participants: [], selfId: '' });
    await world.clock.advance(200);
    expect(snapshot(one).participants).toEqual([]);
    expect(world.network.open()).toEqual([]);
    expect(other.camera.readyState).toBe('live');
    await world.clock.advance(300_000);
    expect(world.server.count('join_room')).toBe(2);
  });

  it('while joining rejects the join', async () => {
    const world = new World();
    const { client } = world.person();
    const joined = codeOf(client.join({ room: 'a', label: '' }));
    client.leave();
    expect(await joined).toBe('aborted');
    await world.clock.advance(1_000);
    expect(client.getSnapshot().phase).toBe('left');
    expect(world.server.count('join_room')).toBe(0);
  });

  it('ten times over leaves no ghosts', async () => {
    const world = new World();
    const [one, other] = (await world.call(2)) as [Person, Person];
    for (let round = 0; round < 10; round += 1) {
      other.client.leave();
      await world.clock.advance(world.random() * 100);
      other.client.join({ room: 'room', label: '' }).catch(() => undefined);
      await world.clock.advance(world.random() * 100);
    }
    await world.clock.advance(5_000);
    expect(world.faults([one, other])).toEqual([]);
  });
});

describe('what is sent', () => {
  it('is told to the others, at the start and at every change', async () => {
    const world = new World();
    const [one, other] = (await world.call(2)) as [Person, Person];
    expect(first(one)?.state).toEqual({ microphone: true, camera: true, screen: false });
    other.client.setLocalTrack('camera', null);
    other.client.setLabel('새 이름');
    await world.clock.advance(200);
    expect(first(one)).toMatchObject({ label: '새 이름', state: { microphone: true, camera: false } });
    expect(snapshot(other)).toMatchObject({ label: '새 이름', state: { camera: false } });
  });

  it('changes without an offer', async () => {
    const world = new World();
    const [one, other] = (await world.call(2)) as [Person, Person];
    const offers = world.server.count('offer');
    const audio = first(one)?.tracks.audio;
    other.client.setLocalTrack('microphone', null);
    await world.clock.advance(200);
    expect(world.network.sourceOf(audio)).toBeNull();
    const headset = fakeTrack('audio');
    other.client.setLocalTrack('microphone', headset);
    await world.clock.advance(200);
    expect(world.network.sourceOf(audio)).toBe(headset);
    expect(first(one)?.tracks.audio).toBe(audio);
    expect(world.server.count('offer')).toBe(offers);
  });

  it('can be nothing at first', async () => {
    const world = new World();
    const [one] = (await world.call(1)) as [Person];
    const quiet = world.person();
    quiet.client.setLocalTrack('microphone', null);
    quiet.client.setLocalTrack('camera', null);
    void quiet.client.join({ room: 'room', label: '' });
    await world.clock.advance(2_000);
    expect(first(one)?.state).toEqual({ microphone: false, camera: false, screen: false });
    expect(world.network.sourceOf(first(quiet)?.tracks.camera)).toBe(one.camera);
    const camera = fakeTrack('video');
    quiet.client.setLocalTrack('camera', camera);
    await world.clock.advance(200);
    expect(world.network.sourceOf(first(one)?.tracks.camera)).toBe(camera);
  });

  it('that starts while the answer to the request for a place is on its way is told afterwards', async () => {
    const world = new World();
    const [one] = (await world.call(1)) as [Person];
    const late = world.person();
    const { camera } = late;
    late.client.setLocalTrack('microphone', null);
    late.client.setLocalTrack('camera', null);
    void late.client.join({ room: 'room', label: '' });
    while (world.server.count('join_room') < 2) await world.clock.advance(1);
    expect(snapshot(late).phase).toBe('joining');
    late.client.setLocalTrack('camera', camera);
    late.client.setLabel('민수');
    await world.clock.advance(2_000);
    expect(first(one)).toMatchObject({ label: '민수', state: { microphone: false, camera: true } });
  });

  it('may be a screen beside the camera, also for those who come later', async () => {
    const world = new World();
    const [one, other] = (await world.call(2)) as [Person, Person];
    const screen = fakeTrack('video');
    one.client.setLocalTrack('screen', screen);
    await world.clock.advance(1_000);
    expect(first(other)?.state.screen).toBe(true);
    expect(world.network.sourceOf(first(other)?.tracks.screen)).toBe(screen);
    expect(world.network.sourceOf(first(other)?.tracks.camera)).toBe(one.camera);
    const third = world.person();
    void third.client.join({ room: 'room', label: '' });
    await world.clock.advance(2_000);
    expect(world.network.sourceOf(first(third)?.tracks.screen)).toBe(screen);
  });

  it('may be two screens at once', async () => {
    const world = new World();
    const people = (await world.call(2)) as [Person, Person];
    const screens = people.map(({ client }) => {
      const screen = fakeTrack('video');
      client.setLocalTrack('screen', screen);
      return screen;
    });
    await world.clock.advance(3_000);
    expect(world.network.sourceOf(first(people[1])?.tracks.screen)).toBe(screens[0]);
    expect(world.network.sourceOf(first(people[0])?.tracks.screen)).toBe(screens[1]);
    expect(world.network.sourceOf(first(people[0])?.tracks.camera)).toBe(people[1].camera);
  });

  it.each([
    [2, 1_500_000, 1],
    [3, 800_000, 720 / 540],
    [4, 500_000, 2],
  ])('is held under the limit for %i people', async (count, maxBitrate, scaleResolutionDownBy) => {
    const world = new World();
    await world.call(count);
    const encodings = world.network
      .open()
      .map(({ transceivers }) => transceivers[1]?.sender.parameters.encodings);
    expect(encodings).toHaveLength(count * (count - 1));
    for (const encoding of encodings) expect(encoding).toMatchObject([{ maxBitrate, scaleResolutionDownBy }]);
  });

  it('grows again when people go', async () => {
    const world = new World();
    const people = await world.call(4);
    for (const { client } of people.slice(2)) client.leave();
    await world.clock.advance(500);
    const [connection] = world.network.open();
    expect(connection?.transceivers[1]?.sender.parameters.encodings).toMatchObject([
      { maxBitrate: 1_500_000, scaleResolutionDownBy: 1 },
    ]);
  });
});

describe('the snapshot', () => {
  it('is the same until something changes', async () => {
    const world = new World();
    const people = await world.call(2);
    const [one, other] = people as [Person, Person];
    // Until it is known how well everybody is connected.
    await world.clock.advance(5_000);
    const before = snapshot(one);
    const listener = vi.fn();
    one.client.subscribe(listener);
    one.client.setLocalTrack('camera', one.camera);
    one.client.setLabel('person 0');
    await world.clock.advance(10_000);
    expect(listener).not.toHaveBeenCalled();
    expect(snapshot(one)).toBe(before);
    other.client.setLabel('renamed');
    await world.clock.advance(200);
    expect(listener).toHaveBeenCalledOnce();
    expect(first(one)).not.toBe(before.participants[0]);
    expect(first(one)?.tracks).toBe(before.participants[0]?.tracks);
  });
});
