// The base vocabulary, spoken by every generation of client over every transport.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Sockets, clients, collect, newest, next, request, transports, until } from './support/clients.mjs';
import { startMoim } from './support/process.mjs';
import { Wire } from './support/wire.mjs';

let server;
const sockets = new Sockets();
before(async () => (server = await startMoim()));
afterEach(() => sockets.closeAll());
after(() => server.stop());

for (const client of clients) {
  for (const transport of transports) {
    test(`${client.version} over ${transport.name} makes a call`, async () => {
      const room = `room of ${client.version} ${transport.name}`;
      const minsu = await sockets.join(server.url, room, 'minsu', client, transport.list);
      assert.deepEqual(minsu.users, []);
      const jiwoo = await sockets.join(server.url, room, 'jiwoo', client, transport.list);
      assert.equal(jiwoo.users.length, 1);
      const [{ id: minsuId, email }] = jiwoo.users;
      assert.equal(email, 'minsu');

      // The joiner offers with the id it believes to be its own, as the original client does.
      const offered = next(minsu.socket, 'getOffer');
      jiwoo.socket.emit('offer', {
        sdp: { type: 'offer', sdp: 'v=0\r\n' },
        offerSendID: jiwoo.socket.id,
        offerSendEmail: 'jiwoo',
        offerReceiveID: minsuId,
      });
      const offer = await offered;
      assert.deepEqual(Object.keys(offer).sort(), ['offerSendEmail', 'offerSendID', 'sdp']);
      assert.deepEqual(offer.sdp, { type: 'offer', sdp: 'v=0\r\n' });
      assert.equal(offer.offerSendEmail, 'jiwoo');

      const answered = next(jiwoo.socket, 'getAnswer');
      minsu.socket.emit('answer', {
        sdp: { type: 'answer', sdp: 'v=0\r\n' },
        answerSendID: minsu.socket.id,
        answerReceiveID: offer.offerSendID,
      });
      assert.deepEqual(await answered, { sdp: { type: 'answer', sdp: 'v=0\r\n' }, answerSendID: minsuId });

      const trickled = next(minsu.socket, 'getCandidate');
      const candidate = { candidate: 'candidate:1 1 udp 1 10.0.0.1 9 typ host', sdpMid: '0', sdpMLineIndex: 0 };
      jiwoo.socket.emit('candidate', { candidate, candidateSendID: jiwoo.socket.id, candidateReceiveID: minsuId });
      assert.deepEqual(await trickled, { candidate, candidateSendID: offer.offerSendID });

      const left = next(minsu.socket, 'user_exit');
      jiwoo.socket.close();
      assert.deepEqual(await left, { id: offer.offerSendID });
    });

    test(`${client.version} over ${transport.name} gets acknowledgements`, async () => {
      const socket = await sockets.connect(server.url, client, transport.list);
      const joined = await request(socket, 'join_room', { room: 'acks', email: 'a' });
      assert.equal(joined.ok, true);
      assert.equal(joined.room, 'acks');
      assert.equal(joined.limit, 4);
      assert.deepEqual(joined.users, []);
      assert.deepEqual(joined.iceServers, []);
      assert.notEqual(joined.id, socket.io.engine.id, 'the public id is not the key of the transport session');
      assert.deepEqual(await request(socket, 'leave_room'), { ok: true });
      const refused = await request(socket, 'offer', { sdp: {}, offerReceiveID: 'x' });
      assert.equal(refused.ok, false);
      assert.equal(refused.error.code, 'not_in_room');
    });
  }
}

test('all generations meet in one room with a Korean name', async () => {
  const big = await startMoim(['--max-participants', '8']);
  try {
    const room = '모임 👩‍💻 __proto__';
    const members = [];
    for (const client of clients) {
      const label = `지우 ${client.version}`;
      const { socket, users } = await sockets.join(big.url, room, label, client, transports[2].list);
      assert.deepEqual(
        users.map((user) => user.email),
        members.map((member) => member.label),
      );
      members.push({ socket, users, label });
    }

    // Each offers 200 KB to everyone who was there before; everyone answers.
    const sdp = { type: 'offer', sdp: `v=0\r\n${'a=candidate:한글 '.repeat(10_000)}`.slice(0, 200_000) };
    const received = members.map(({ socket }) => collect(socket, 'getOffer'));
    const answers = members.map(({ socket }) => collect(socket, 'getAnswer'));
    for (const { socket } of members) {
      socket.on('getOffer', (offer) => socket.emit('answer', { sdp: { for: offer.offerSendEmail }, answerReceiveID: offer.offerSendID }));
    }
    for (const { socket, users } of members) {
      for (const user of users) socket.emit('offer', { sdp, offerReceiveID: user.id });
    }
    await until(() => received.every((offers, i) => offers.length === members.length - 1 - i), 'every offer arrives');
    for (const offers of received) for (const offer of offers) assert.deepEqual(offer.sdp, sdp);
    await until(() => answers.every((list, i) => list.length === i), 'every answer arrives');
    answers.forEach((list, i) => list.forEach((answer) => assert.deepEqual(answer.sdp, { for: members[i].label })));
  } finally {
    sockets.closeAll();
    await big.stop();
  }
});

test('a room of four admits exactly four of twenty who come at once', async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, i) => sockets.connect(server.url, clients[i % clients.length], transports[i % 3].list)),
  );
  const outcomes = all.map((socket) => Promise.race([next(socket, 'all_users').then(() => 'in'), next(socket, 'room_full').then(() => 'full')]));
  all.forEach((socket, i) => socket.emit('join_room', { room: 'stampede', email: `${i}` }));
  const settled = await Promise.all(outcomes);
  assert.equal(settled.filter((outcome) => outcome === 'in').length, 4);
  assert.equal(settled.filter((outcome) => outcome === 'full').length, 16);

  // A place that comes free is given again.
  const freed = next(all[settled.indexOf('in', settled.indexOf('in') + 1)], 'user_exit');
  all[settled.indexOf('in')].close();
  await freed;
  const late = all[settled.indexOf('full')];
  const users = next(late, 'all_users');
  late.emit('join_room', { room: 'stampede', email: 'late' });
  assert.equal((await users).length, 3);
});

test('MAXIMUM from the environment holds', async () => {
  const small = await startMoim([], { MAXIMUM: '2' });
  try {
    await sockets.join(small.url, 'pair', 'a');
    await sockets.join(small.url, 'pair', 'b');
    const third = await sockets.connect(small.url, clients[0]);
    const full = next(third, 'room_full');
    third.emit('join_room', { room: 'pair', email: 'c' });
    await full;
  } finally {
    await small.stop();
  }
});

for (const client of clients) {
  test(`a member of ${client.version} whose connection dies without a word is seen to leave, once`, async () => {
    const watcher = await sockets.join(server.url, `death of ${client.version}`, 'watcher');
    const exits = collect(watcher.socket, 'user_exit');
    for (const transport of transports) {
      const entered = next(watcher.socket, 'user_enter');
      const wire = await Wire.to(server.port);
      await sockets.join(wire.url, `death of ${client.version}`, 'victim', client, transport.list);
      const { id } = await entered;
      wire.cut();
      await until(() => exits.some((exit) => exit.id === id), `user_exit over ${transport.name}`);
      assert.equal(exits.filter((exit) => exit.id === id).length, 1);
    }
  });
}

test('an old member sees a new one come and go, and the other way round', async () => {
  const old = await sockets.join(server.url, 'mixed', 'old', clients[0], ['polling']);
  const young = await sockets.join(server.url, 'mixed', 'young', newest);
  assert.equal(young.users[0].email, 'old');
  const left = next(young.socket, 'user_exit');
  old.socket.close();
  assert.deepEqual(await left, { id: young.users[0].id });
});
