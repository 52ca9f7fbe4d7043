import { describe, expect, it } from 'vitest';
import { rememberCall, rememberedCall, MEMORY_LIMIT } from './call-memory';
import { TabSeats } from './seat';
import { HOLD } from './testing/fake-server';
import { brokenStorage, memoryStorage } from './testing/fake-storage';
import { fakeTrack } from './testing/fake-track';
import { World, type Person } from './testing/world';

const snapshot = ({ client }: Person) => client.getSnapshot();
const first = (person: Person) => snapshot(person).participants[0];
const idOf = (person: Person) => snapshot(person).selfId;

/** Notes how many others somebody saw at any time, and whether they were ever without a picture of them. */
function watch(person: Person) {
  const counts = new Set<number>();
  person.client.subscribe(() => counts.add(snapshot(person).participants.length));
  return counts;
}

/** The page in front of `person` is loaded again, and does what a page does by itself. */
async function reload(world: World, person: Person, away: number): Promise<Person> {
  world.network.vanish(person.camera);
  person.socket.closePage();
  const seat = person.seats.read('room');
  const { label } = snapshot(person);
  // Nothing of the old page goes on; what it says at its end reaches nobody.
  person.client.dispose();
  person.seats.write('room', seat);
  await world.clock.advance(away);
  const again = world.person(person.seats);
  // It may be loaded once more before it is in.
  again.client.join({ room: 'room', label }).catch(() => undefined);
  return again;
}

describe('a socket that broke', () => {
  it('goes on where it broke: nobody leaves, and nothing that was said is lost', async () => {
    const world = new World(11);
    const people = (await world.call(3)) as [Person, Person, Person];
    const ids = people.map(idOf);
    const counts = people.map(watch);
    const arriving = first(people[1])?.tracks.camera;
    people[0].socket.silent = true;
    people[0].socket.kill();
    world.server.cut(people[0].socket);
    await world.clock.advance(200);
    expect(first(people[1])).toMatchObject({ id: ids[0], away: true, link: 'connected' });
    people[1].client.setLabel('renamed');
    await world.clock.advance(9_000);
    people[0].socket.silent = false;
    await world.clock.advance(3_000);
    expect(world.faults(people)).toEqual([]);
    expect(people.map(idOf)).toEqual(ids);
    expect(first(people[0])?.label).toBe('renamed');
    expect(first(people[1])).toMatchObject({ away: false });
    expect(first(people[1])?.tracks.camera).toBe(arriving);
    for (const seen of counts) expect([...seen]).toEqual([2]);
    expect(world.server.count('join_room')).toBe(3);
  });

  it('tells what changed meanwhile', async () => {
    const world = new World(12);
    const [one, other] = (await world.call(2)) as [Person, Person];
    one.socket.kill();
    one.client.setLocalTrack('camera', null);
    one.client.setLabel('새 이름');
    await world.clock.advance(3_000);
    expect(first(other)).toMatchObject({ label: '새 이름', state: { camera: false } });
  });

  it('delivers what was offered while it was away', async () => {
    const world = new World(13);
    const [one, other] = (await world.call(2)) as [Person, Person];
    const screen = fakeTrack('video');
    one.socket.kill();
    one.client.setLocalTrack('screen', screen);
    await world.clock.advance(5_000);
    expect(world.network.sourceOf(first(other)?.tracks.screen)).toBe(screen);
  });

  it('for longer than the place is held: enters again under the same id', async () => {
    const world = new World(14);
    const people = (await world.call(2)) as [Person, Person];
    const id = idOf(people[0]);
    people[0].socket.silent = true;
    people[0].socket.kill();
    world.server.cut(people[0].socket);
    await world.clock.advance(HOLD + 1_000);
    expect(snapshot(people[1]).participants).toEqual([]);
    people[0].socket.silent = false;
    await world.clock.advance(8_000);
    expect(idOf(people[0])).toBe(id);
    expect(world.faults(people)).toEqual([]);
  });
});

describe('a page loaded again', () => {
  it.each([100, 500, 2_000, 20_000])('after %i ms keeps its id and its one tile', async (away) => {
    const world = new World(20 + away);
    const [stays, reloads] = (await world.call(2)) as [Person, Person];
    const id = idOf(reloads);
    const counts = watch(stays);
    const again = await reload(world, reloads, away);
    await world.clock.advance(4_000);
    expect(idOf(again)).toBe(id);
    expect(Math.max(...counts)).toBe(1);
    expect(world.faults([stays, again])).toEqual([]);
  });

  it('again and again, by any of four, ends with everybody connected', async () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const world = new World(1_000 + seed);
      let people = await world.call(4);
      for (let round = 0; round < 4; round += 1) {
        const index = Math.floor(world.random() * people.length);
        const [person] = people.slice(index) as [Person];
        const again = await reload(world, person, world.random() * 1_500);
        people = people.with(index, again);
        await world.clock.advance(world.random() * 500);
      }
      await world.clock.advance(20_000);
      expect(world.faults(people), `seed ${seed}`).toEqual([]);
    }
  });
});

describe('a server that starts anew', () => {
  it('finds everybody under the same id, while media and the order of people stay', async () => {
    const world = new World(31);
    const people = await world.call(4);
    const before = people.map((person) => [idOf(person), snapshot(person).participants.map(({ id }) => id)]);
    const tracks = people.map((person) =>
      snapshot(person).participants.map(({ tracks: { camera } }) => camera),
    );
    const connections = world.network.connections.length;
    const counts = people.map(watch);
    world.server.stop();
    await world.clock.advance(10_000);
    world.server.start();
    await world.clock.advance(4_000);
    expect(world.faults(people)).toEqual([]);
    expect(people.map((person) => [idOf(person), snapshot(person).participants.map(({ id }) => id)])).toEqual(
      before,
    );
    expect(
      people.map((person) => snapshot(person).participants.map(({ tracks: { camera } }) => camera)),
    ).toEqual(tracks);
    expect(world.network.connections).toHaveLength(connections);
    for (const seen of counts) expect([...seen]).toEqual([3]);
    expect(people.some((person) => first(person)?.away)).toBe(false);
  });

  it('and knows no seats, is joined as by newcomers', async () => {
    const world = new World(32);
    world.server.holds = false;
    const people = await world.call(3);
    world.server.stop();
    await world.clock.advance(3_000);
    world.server.start();
    await world.clock.advance(6_000);
    expect(world.faults(people)).toEqual([]);
  });
});

describe('a second page with the same seat', () => {
  it('takes it over without an exit, and the first can take it back', async () => {
    const world = new World(41);
    const [stays, first_] = (await world.call(2)) as [Person, Person];
    const id = idOf(first_);
    const counts = watch(stays);
    const second = world.person(first_.seats);
    void second.client.join({ room: 'room', label: 'person 1' });
    await world.clock.advance(3_000);
    expect(snapshot(first_)).toMatchObject({ phase: 'moved', participants: [], selfId: '' });
    expect(snapshot(first_).error).toBeUndefined();
    expect(world.faults([stays, second])).toEqual([]);
    first_.client.retry();
    await world.clock.advance(3_000);
    expect(snapshot(second).phase).toBe('moved');
    expect(idOf(first_)).toBe(id);
    expect(world.faults([stays, first_])).toEqual([]);
    expect([...counts]).toEqual([1]);
  });
});

describe('a page put away whole', () => {
  it('gives up its place, and takes it again with the same id', async () => {
    const world = new World(51);
    const people = (await world.call(2)) as [Person, Person];
    const id = idOf(people[1]);
    people[1].client.suspend();
    await world.clock.advance(500);
    expect(snapshot(people[0]).participants).toEqual([]);
    await world.clock.advance(60_000);
    people[1].client.wake();
    await world.clock.advance(3_000);
    expect(idOf(people[1])).toBe(id);
    expect(world.faults(people)).toEqual([]);
  });
});

describe('the seat', () => {
  it('is of one room, and survives the page in the storage of its tab', () => {
    const storage = memoryStorage();
    new TabSeats(storage).write('방', 'token');
    const again = new TabSeats(storage);
    expect([again.read('방'), again.read('other')]).toEqual(['token', null]);
    again.write('방', null);
    expect(new TabSeats(storage).read('방')).toBeNull();
  });

  it.each(['', 'nonsense', '{}', '[1,2]', '["a"]'])('that is stored as %j is none', (stored) => {
    expect(new TabSeats(memoryStorage({ 'moim.seat': stored })).read('a')).toBeNull();
  });

  it('is known to the page itself where nothing can be stored', () => {
    const seats = new TabSeats(brokenStorage);
    seats.write('a', 'token');
    expect(seats.read('a')).toBe('token');
  });

  it('is given up by who leaves', async () => {
    const world = new World(61);
    const [one] = (await world.call(1)) as [Person];
    expect(one.seats.read('room')).not.toBeNull();
    one.client.leave();
    expect(one.seats.read('room')).toBeNull();
  });
});

describe('the remembered call', () => {
  const call = { room: '방', label: '민수', microphone: true, camera: false };

  it('lasts until it is over', () => {
    const storage = memoryStorage();
    expect(rememberedCall(1, storage)).toBeNull();
    rememberCall(call, 1, storage);
    expect(rememberedCall(1, storage)).toEqual(call);
    rememberCall(null, 2, storage);
    expect(rememberedCall(2, storage)).toBeNull();
  });

  it('is forgotten after a while: nobody is filmed by a tab restored the next day', () => {
    const storage = memoryStorage();
    rememberCall(call, 1_000, storage);
    expect(rememberedCall(1_000 + MEMORY_LIMIT, storage)).toEqual(call);
    expect(rememberedCall(1_001 + MEMORY_LIMIT, storage)).toBeNull();
  });

  it.each(['nonsense', 'null', '[]', '{"room":7,"at":1}', '{"room":"a"}'])(
    'stored as %j is none',
    (stored) => {
      expect(rememberedCall(1, memoryStorage({ 'moim.call': stored }))).toBeNull();
    },
  );

  it('is none where nothing can be stored', () => {
    rememberCall(call, 1, brokenStorage);
    expect(rememberedCall(1, brokenStorage)).toBeNull();
  });
});
