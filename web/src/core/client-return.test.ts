import { describe, expect, it } from 'vitest';
import { HOLD } from './testing/fake-server';
import { World, type Person } from './testing/world';
import { CallError } from './types';

const snapshot = ({ client }: Person) => client.getSnapshot();
const first = (person: Person) => snapshot(person).participants[0];
const labels = (person: Person) => snapshot(person).participants.map(({ label }) => label);

describe('when the socket is away', () => {
  it('media goes on, and the same seat of the room is taken again without a click', async () => {
    const world = new World();
    const people = await world.call(3);
    const [lost] = people as [Person];
    const arriving = first(lost)?.tracks.camera;
    lost.socket.kill();
    expect(snapshot(lost)).toMatchObject({ phase: 'joined', connection: 'reconnecting' });
    expect(first(lost)?.tracks.camera).toBe(arriving);
    await world.clock.advance(5_000);
    expect(world.faults(people)).toEqual([]);
    expect(world.server.count('join_room')).toBe(3);
  });

  it('the server may be a new one that knows nobody', async () => {
    const world = new World();
    const people = await world.call(4);
    world.server.stop();
    await world.clock.advance(20_000);
    for (const person of people) {
      expect(snapshot(person)).toMatchObject({ phase: 'joined', connection: 'reconnecting' });
      expect(snapshot(person).participants.every(({ link }) => link === 'connected')).toBe(true);
    }
    world.server.start();
    await world.clock.advance(4_000);
    expect(world.faults(people)).toEqual([]);
  });

  it('who went and who came meanwhile is repaired by the snapshot', async () => {
    const world = new World();
    const [one, goes] = (await world.call(2)) as [Person, Person];
    world.server.stop();
    goes.client.leave();
    const comes = world.person();
    void comes.client.join({ room: 'room', label: 'new' });
    await world.clock.advance(1_000);
    world.server.start();
    await world.clock.advance(5_000);
    expect(snapshot(one).participants.map(({ label, away }) => [label, away])).toEqual([
      ['person 1', true],
      ['new', false],
    ]);
    await world.clock.advance(HOLD);
    expect(labels(one)).toEqual(['new']);
    expect(world.faults([one, comes])).toEqual([]);
  });

  it('counts the seconds to the next attempt', async () => {
    const world = new World();
    const [one] = (await world.call(1)) as [Person];
    world.server.stop();
    const seen: (number | undefined)[] = [];
    one.client.subscribe(() => seen.push(snapshot(one).reconnectInSeconds));
    await world.clock.advance(10_000);
    expect(seen).toContain(2);
    expect(seen).toContain(1);
    world.server.start();
    await world.clock.advance(3_000);
    expect(snapshot(one).reconnectInSeconds).toBeUndefined();
  });

  it('and the browser knows of no network, it says offline and tries at once when there is one', async () => {
    const world = new World();
    const [one] = (await world.call(1)) as [Person];
    world.server.stop();
    one.browserNetwork.isOnline = false;
    one.browserNetwork.change();
    expect(snapshot(one).connection).toBe('offline');
    await world.clock.advance(60_000);
    one.browserNetwork.isOnline = true;
    world.server.start();
    one.browserNetwork.change();
    await world.clock.advance(200);
    expect(snapshot(one).connection).toBe('connected');
  });

  it('for two minutes it says so, and goes on trying', async () => {
    const world = new World();
    const [one] = (await world.call(1)) as [Person];
    world.server.stop();
    await world.clock.advance(130_000);
    expect(snapshot(one)).toMatchObject({ phase: 'joined', connection: 'failed' });
    world.server.start();
    await world.clock.advance(12_000);
    expect(snapshot(one).connection).toBe('connected');
  });

  it('from the start, joining fails in the end and can be tried again', async () => {
    const world = new World();
    world.server.stop();
    const person = world.person();
    const joined = person.client.join({ room: 'room', label: '' }).catch((error: unknown) => error);
    await world.clock.advance(135_000);
    expect(await joined).toEqual(new CallError('unreachable'));
    expect(snapshot(person)).toMatchObject({ phase: 'failed', error: { code: 'unreachable' } });
    world.server.start();
    person.client.retry();
    await world.clock.advance(500);
    expect(snapshot(person).phase).toBe('joined');
  });

  it('without a sign, a change of network finds out', async () => {
    const world = new World();
    const people = await world.call(2);
    const [one] = people as [Person];
    one.socket.silent = true;
    world.server.gone(one.socket);
    one.browserNetwork.change();
    await world.clock.advance(1_200);
    expect(snapshot(one).connection).toBe('reconnecting');
    one.socket.silent = false;
    await world.clock.advance(5_000);
    expect(world.faults(people)).toEqual([]);
  });

  it('on another network, paths are looked for as soon as it is back, before anything is missed', async () => {
    const world = new World();
    const people = await world.call(2);
    const [one] = people as [Person];
    const offers = world.server.count('offer');
    one.socket.silent = true;
    one.socket.kill();
    one.browserNetwork.change();
    await world.clock.advance(500);
    expect(world.server.count('offer')).toBe(offers);
    one.socket.silent = false;
    one.browserNetwork.change();
    await world.clock.advance(300);
    expect(world.server.count('offer')).toBe(offers + 1);
    expect(world.faults(people)).toEqual([]);
  });

  it('without a sign, together with media, all is back soon after there is a way', async () => {
    const world = new World(5);
    const people = await world.call(2);
    const [one] = people as [Person];
    await world.clock.advance(3_000);
    const offers = world.server.count('offer');
    world.network.frozen = true;
    one.socket.silent = true;
    world.server.cut(one.socket);
    // A second of silence, and another one for the server to answer; no browser has said anything.
    await world.clock.advance(2_700);
    expect(snapshot(one).connection).toBe('reconnecting');
    one.socket.silent = false;
    await world.clock.advance(1_000);
    expect(world.server.count('offer')).toBeGreaterThan(offers);
    world.network.frozen = false;
    await world.clock.advance(1_000);
    expect(world.faults(people)).toEqual([]);
  });

  it('and the place was taken by another meanwhile, it says the room is full', async () => {
    const world = new World();
    world.server.limit = 2;
    const [one] = (await world.call(2)) as [Person, Person];
    world.server.gone(one.socket);
    one.socket.silent = true;
    one.socket.kill();
    const other = world.person();
    await Promise.all([other.client.join({ room: 'room', label: '' }), world.clock.advance(1_000)]);
    one.socket.silent = false;
    await world.clock.advance(5_000);
    expect(snapshot(one)).toMatchObject({ phase: 'full', participants: [] });
  });
});

describe('when media is away', () => {
  it('a disturbance that heals by itself costs nothing', async () => {
    const world = new World();
    const people = await world.call(2);
    const offers = world.server.count('offer');
    world.network.setUp(false);
    await world.clock.advance(500);
    expect(people.map((person) => snapshot(person).connection)).toEqual(['unstable', 'unstable']);
    world.network.setUp(true);
    await world.clock.advance(500);
    expect(world.faults(people)).toEqual([]);
    expect(world.server.count('offer')).toBe(offers);
  });

  it('ICE is restarted on the connection there is', async () => {
    const world = new World();
    const people = await world.call(3);
    const connections = world.network.connections.length;
    world.network.breakPaths();
    await world.clock.advance(2_050);
    expect(people.map((person) => snapshot(person).connection)).toContain('reconnecting');
    await world.clock.advance(3_000);
    expect(world.faults(people)).toEqual([]);
    expect(world.network.connections).toHaveLength(connections);
  });

  it('a change of network restarts before anything is lost', async () => {
    const world = new World();
    const people = await world.call(2);
    const offers = world.server.count('offer');
    people[0]?.browserNetwork.change();
    await world.clock.advance(1_000);
    expect(world.server.count('offer')).toBe(offers + 1);
    expect(world.faults(people)).toEqual([]);
  });

  it('and no browser has noticed, it is seen within three seconds', async () => {
    const world = new World();
    const people = await world.call(2);
    await world.clock.advance(5_000);
    const offers = world.server.count('offer');
    world.network.frozen = true;
    await world.clock.advance(3_000);
    expect(people.map((person) => first(person)?.link)).toEqual(['reconnecting', 'reconnecting']);
    expect(world.server.count('offer')).toBeGreaterThan(offers);
    world.network.frozen = false;
    await world.clock.advance(1_000);
    expect(world.faults(people)).toEqual([]);
  });

  it('is seen as such until it is back or lost, whatever the browser makes of it meanwhile', async () => {
    const world = new World();
    const people = (await world.call(2)) as [Person, Person];
    await world.clock.advance(5_000);
    world.network.frozen = true;
    await world.clock.advance(3_000);
    const seen = new Set<string | undefined>();
    people[0].client.subscribe(() => seen.add(first(people[0])?.link));
    world.network.setUp(false);
    await world.clock.advance(8_000);
    expect([...seen]).toEqual(['reconnecting']);
  });

  it('because nothing is sent, all is well', async () => {
    const world = new World();
    const people = await world.call(2);
    await world.clock.advance(5_000);
    people[0]?.client.setLocalTrack('camera', null);
    people[0]?.client.setLocalTrack('microphone', null);
    await world.clock.advance(10_000);
    expect(people.map((person) => first(person)?.link)).toEqual(['connected', 'connected']);
    expect(world.server.count('offer')).toBe(1);
  });

  it('for long, it is given up after two minutes, and comes back when asked', async () => {
    const world = new World();
    const people = await world.call(2);
    world.network.setUp(false);
    await world.clock.advance(100_000);
    expect(people.map((person) => snapshot(person).connection)).toEqual(['reconnecting', 'reconnecting']);
    await world.clock.advance(60_000);
    expect(people.map((person) => first(person)?.link)).toEqual(['failed', 'failed']);
    expect(people[0]?.client.getSnapshot().connection).toBe('failed');
    world.network.setUp(true);
    people[1]?.client.retry();
    await world.clock.advance(20_000);
    expect(world.faults(people)).toEqual([]);
  });

  it('together with the socket, all comes back together', async () => {
    const world = new World();
    const people = await world.call(3);
    world.server.stop();
    world.network.breakPaths();
    world.network.setUp(false);
    await world.clock.advance(40_000);
    world.network.setUp(true);
    world.server.start();
    await world.clock.advance(10_000);
    expect(world.faults(people)).toEqual([]);
  });
});
