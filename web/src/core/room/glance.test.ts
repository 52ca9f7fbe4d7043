import { expect, it } from 'vitest';
import { FakeServer } from '../testing/fake-server';
import { seeded, VirtualClock } from '../testing/virtual-clock';
import { LOOK_AGAIN, ServerWindow } from './glance';

function world() {
  const clock = new VirtualClock();
  const random = seeded(1);
  const server = new FakeServer(clock, random);
  const answers: unknown[] = [];
  server.handle = (_, name, __, acknowledge) =>
    acknowledge(name === 'peek_room' ? answers.shift() : { ok: false, error: { code: 'unknown_event' } });
  const inside = new ServerWindow({ room: 'room', createSocket: server.createSocket, clock, random });
  return { clock, server, answers, inside };
}

const seen = { ok: true, count: 2, limit: 4, locked: false, password: false, lobby: false };

it('tells who is inside for as long as somebody looks, and nothing after', async () => {
  const { clock, server, answers, inside } = world();
  answers.push({ ...seen, users: ['민수\u202e', 7] }, { ...seen, count: 3, users: [] });
  const stop = inside.watch();
  const stopToo = inside.watch();
  await clock.advance(1_000);
  expect(inside.getSnapshot()).toEqual({ ...seen, ok: undefined, labels: ['민수', ''] });
  stop();
  stop();
  await clock.advance(LOOK_AGAIN);
  expect(inside.getSnapshot()?.count).toBe(3);
  stopToo();
  expect(inside.getSnapshot()).toBeNull();
  await clock.advance(10 * LOOK_AGAIN);
  expect(server.count('peek_room')).toBe(2);
  expect(server.sockets[0]?.connected).toBe(false);
});

it('asks with what one would bring, and hands on the servers if the room tells them', async () => {
  const { clock, server, answers } = world();
  const asked: unknown[] = [];
  server.handle = (_, __, payload, acknowledge) => {
    asked.push(payload);
    acknowledge(answers.shift());
  };
  const admission = () => ({ invite: 'paper', visitor: 'v' });
  const options = { room: 'room', admission, createSocket: server.createSocket, clock, random: seeded(1) };
  const inside = new ServerWindow(options);
  inside.watch();
  answers.push({ ...seen, iceServers: [{ urls: 'stun:one' }, { urls: 7 }] }, seen);
  await clock.advance(1_000);
  expect(asked).toEqual([{ room: 'room', invite: 'paper', visitor: 'v' }]);
  expect(inside.getSnapshot()?.iceServers).toEqual([{ urls: ['stun:one'] }]);
  await clock.advance(LOOK_AGAIN);
  expect(inside.getSnapshot()).not.toHaveProperty('iceServers');
});

it('does not insist where the server does not know the question', async () => {
  const { clock, server, answers, inside } = world();
  answers.push({ ok: false, error: { code: 'unknown_event' } });
  inside.watch();
  await clock.advance(10 * LOOK_AGAIN);
  expect(server.count('peek_room')).toBe(1);
  expect(inside.getSnapshot()).toBeNull();
});

it('looks again when the connection is back', async () => {
  const { clock, server, answers, inside } = world();
  answers.push(seen, seen);
  inside.watch();
  await clock.advance(1_000);
  server.stop();
  server.start();
  await clock.advance(LOOK_AGAIN);
  expect(server.count('peek_room')).toBe(2);
});
