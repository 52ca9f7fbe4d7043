// Lost connections and seats, with the real clients: recovered as they were, or taken back by their token.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Sockets, clients, collect, newest, next, request, until } from './support/clients.mjs';
import { startMoim } from './support/process.mjs';
import { rawSocket } from './support/raw.mjs';
import { Wire } from './support/wire.mjs';

let server;
const sockets = new Sockets();
before(async () => (server = await startMoim()));
afterEach(() => sockets.closeAll());
after(() => server.stop());

/** Everything the client gets, as the reference client hands it to `onAny`, without the offset. */
function heard(socket) {
  const events = [];
  socket.onAny((event, ...args) => events.push([event, ...args.slice(0, -1)]));
  return events;
}

async function pair(url = server.url) {
  const stays = await sockets.connect(server.url);
  await request(stays, 'join_room', { room: 'r', email: 'stays' });
  const comes = await sockets.connect(url, newest, ['websocket'], { reconnection: true, reconnectionDelay: 10, reconnectionDelayMax: 50 });
  const joined = await request(comes, 'join_room', { room: 'r', email: 'comes' });
  return { stays, comes, joined };
}

test('a client whose connection breaks is recovered and gets what it missed, in order and once', async () => {
  const { stays, comes, joined } = await pair();
  const others = heard(stays);
  const { id } = comes;
  const received = collect(comes, 'getCandidate');
  stays.emit('candidate', { candidate: 0, candidateReceiveID: joined.id });
  await until(() => received.length === 1, 'the first arrives');

  comes.io.reconnection(false);
  comes.io.engine.close();
  await until(() => others.some(([event]) => event === 'user_away'), 'the other hears of it');
  for (const n of [1, 2, 3]) assert.deepEqual(await request(stays, 'candidate', { candidate: n, candidateReceiveID: joined.id }), { ok: true });

  const connected = next(comes, 'connect');
  comes.io.reconnection(true);
  comes.connect();
  await connected;
  assert.equal(comes.recovered, true);
  assert.equal(comes.id, id);
  stays.emit('candidate', { candidate: 4, candidateReceiveID: joined.id });
  await until(() => received.length === 5, 'all arrive');
  assert.deepEqual(
    received.map(({ candidate }) => candidate),
    [0, 1, 2, 3, 4],
  );
  assert.deepEqual(
    others.map(([event]) => event),
    ['user_enter', 'user_away', 'user_back'],
  );
  assert.deepEqual(others[2][1], { id: joined.id, fresh: false });
});

test('a clean goodbye is nothing to recover from', async () => {
  const { stays, comes, joined } = await pair();
  const exit = next(stays, 'user_exit');
  comes.disconnect();
  assert.deepEqual(await exit, { id: joined.id });
  const connected = next(comes, 'connect');
  comes.connect();
  await connected;
  assert.equal(comes.recovered, false);
});

test('a seat outlives the server', async () => {
  const first = await startMoim();
  const before = await sockets.connect(first.url);
  const joined = await request(before, 'join_room', { room: 'r', email: 'a' });
  await first.stop('SIGKILL');
  const second = await startMoim();
  try {
    const again = await sockets.connect(second.url);
    const resumed = await request(again, 'join_room', { room: 'r', email: 'a', resume: joined.seat });
    assert.equal(resumed.resumed, true);
    assert.equal(resumed.id, joined.id);
    assert.notEqual(resumed.call, joined.call);
  } finally {
    await second.stop();
  }
});

test('a page that goes away does not keep its seat for the whole window', async () => {
  const patient = await startMoim(['--recovery-window', '10m']);
  try {
    const stays = await sockets.connect(patient.url);
    await request(stays, 'join_room', { room: 'r', email: 'stays' });
    const others = heard(stays);
    const page = await rawSocket(patient.url);
    page.send('420["join_room",{"room":"r","email":"page"}]');
    await until(() => page.received.some((text) => text.startsWith('430')), 'the page is in');
    page.socket.close(1001);
    await until(() => others.some(([event]) => event === 'user_exit'), 'it is gone');
    assert.deepEqual(
      others.map(([event]) => event),
      ['user_enter', 'user_away', 'user_exit'],
    );
  } finally {
    await patient.stop();
  }
});

for (const client of clients) {
  test(`${client.version} takes its seat back with its token`, async () => {
    const wire = await Wire.to(server.port);
    const stays = await sockets.connect(server.url);
    await request(stays, 'join_room', { room: `seat of ${client.version}`, email: 'stays' });
    const others = heard(stays);
    const comes = await sockets.connect(wire.url, client);
    const joined = await request(comes, 'join_room', { room: `seat of ${client.version}`, email: 'comes' });
    wire.cut();
    await until(() => others.some(([event]) => event === 'user_away'), 'the other hears of it');
    const again = await sockets.connect(server.url, client);
    const resumed = await request(again, 'join_room', { room: `seat of ${client.version}`, email: 'comes', resume: joined.seat });
    assert.equal(resumed.id, joined.id);
    assert.equal(resumed.call, joined.call);
    await until(() => others.some(([event]) => event === 'user_back'), 'the other hears that it is back');
    assert.deepEqual(
      others.map(([event]) => event),
      ['user_enter', 'user_away', 'user_back'],
    );
  });
}

test('a client may ask for the heartbeat of a call', async () => {
  const socket = await sockets.connect(server.url, newest, ['websocket'], { query: { heartbeat: 'call' } });
  assert.equal(socket.io.engine._pingInterval ?? socket.io.engine.pingInterval, 4000);
});
