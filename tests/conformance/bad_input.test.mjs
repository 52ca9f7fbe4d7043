// Bad input costs whoever sent it: a clear error or a close. The others in the room notice nothing, and the server's memory returns to where it was.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Sockets, clients, next, request, until } from './support/clients.mjs';
import { sanitized, startMoim } from './support/process.mjs';
import { rawExchange, rawSocket } from './support/raw.mjs';

let server;
let watcher;
let noticed;
const sockets = new Sockets();
const bystanders = new Sockets();

before(async () => {
  server = await startMoim();
  watcher = await bystanders.join(server.url, 'quiet', 'watcher');
  const entered = next(watcher.socket, 'user_enter');
  await bystanders.join(server.url, 'quiet', 'other', clients[0]);
  await entered;
  noticed = [];
  watcher.socket.onAny((event) => noticed.push(event));
  watcher.socket.on('disconnect', (reason) => noticed.push(reason));
});
afterEach(async () => {
  sockets.closeAll();
  assert.deepEqual(noticed, [], 'the others notice nothing');
  assert.equal((await request(watcher.socket, 'update_state', { microphone: true })).ok, true, 'the room still works');
});
after(async () => {
  bystanders.closeAll();
  assert.equal(await server.stop(), 0);
});

const badJoins = [
  ['nothing', []],
  ['null', [null]],
  ['an array', [['quiet']]],
  ['a string', ['quiet']],
  ['a number', [7]],
  ['no room', [{ email: 'a' }]],
  ['an empty room', [{ room: '', email: 'a' }]],
  ['a room that is an object', [{ room: {}, email: 'a' }]],
  ['a room that is an array', [{ room: ['quiet'], email: 'a' }]],
  ['a room that is true', [{ room: true, email: 'a' }]],
  ['a room that is a fraction', [{ room: 1.5, email: 'a' }]],
  ['a room name that is too long', [{ room: 'r'.repeat(129), email: 'a' }]],
  ['a label that is too long', [{ room: 'r', email: '가'.repeat(43) }]],
  ['a label that is an object', [{ room: 'r', email: {} }]],
  ['a state that is a string', [{ room: 'r', email: 'a', state: 'on' }]],
  ['a state with a wrong type', [{ room: 'r', email: 'a', state: { microphone: 'yes' } }]],
];

for (const [name, payload] of badJoins) {
  test(`join_room with ${name} is refused with a reason`, async () => {
    const socket = await sockets.connect(server.url);
    const answer = await request(socket, 'join_room', ...payload);
    assert.equal(answer.ok, false);
    assert.equal(answer.error.code, 'bad_request');
    assert.ok(answer.error.message.length > 10, answer.error.message);

    const told = next(socket, 'request_error');
    socket.emit('join_room', ...payload);
    assert.deepEqual(await told, { event: 'join_room', ...answer.error });
    assert.equal((await request(socket, 'join_room', { room: 'elsewhere', email: 'a' })).ok, true, 'the connection goes on');
  });
}

for (const room of ['__proto__', 'constructor', 'hasOwnProperty', '모임', '👩‍💻', ' ', '"', 42]) {
  test(`${JSON.stringify(room)} is a room like any other`, async () => {
    const first = await sockets.connect(server.url);
    assert.equal((await request(first, 'join_room', { room, email: 'a' })).room, String(room));
    const { users } = await sockets.join(server.url, String(room), 'b', clients[1]);
    assert.deepEqual(users.map((user) => user.email), ['a']);
  });
}

test('a join_room of 10 MB ends the connection that sent it', async () => {
  const { closed, send } = await rawSocket(server.url);
  send(`42["join_room",{"room":"${'x'.repeat(10_000_000)}"}]`);
  assert.equal(await closed, 1009);
});

test('a POST of 10 MB is refused with 413', async () => {
  const open = await (await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`)).text();
  const { sid } = JSON.parse(open.slice(1));
  const head = `POST /socket.io/?EIO=4&transport=polling&sid=${sid} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\n\r\n`;
  assert.match(await rawExchange(server.port, head), /^HTTP\/1\.1 413 /);
});

test('messages to a stranger, to oneself, to nobody and across rooms reach no one', async () => {
  const socket = await sockets.connect(server.url);
  const { id } = await request(socket, 'join_room', { room: 'alone', email: 'a' });
  const stranger = (await request(await sockets.connect(server.url), 'join_room', { room: 'far', email: 'b' })).id;
  for (const [event, field] of [['offer', 'offerReceiveID'], ['answer', 'answerReceiveID'], ['candidate', 'candidateReceiveID']]) {
    const body = { sdp: {}, candidate: {} };
    const code = async (receiver) => (await request(socket, event, { ...body, [field]: receiver })).error.code;
    assert.equal(await code(stranger), 'no_such_user');
    assert.equal(await code('nobody at all'), 'no_such_user');
    assert.equal(await code(id), 'self_addressed');
    assert.equal(await code(null), 'bad_request');
    assert.equal(await code(undefined), 'bad_request');
    assert.equal((await request(socket, event, { [field]: stranger })).error.code, 'bad_request');
  }
});

test('nobody can speak in the name of another', async () => {
  const first = await sockets.join(server.url, 'names', 'first');
  const { socket } = await sockets.join(server.url, 'names', 'second');
  const offered = next(first.socket, 'getOffer');
  const { users } = await request(first.socket, 'join_room', { room: 'names', email: 'first' });
  const receiver = (await request(socket, 'join_room', { room: 'names', email: 'second' })).users[0].id;
  socket.emit('offer', { sdp: 1, offerSendID: 'forged', offerSendEmail: 'forged', offerReceiveID: receiver });
  assert.deepEqual(await offered, { sdp: 1, offerSendID: users[0].id, offerSendEmail: 'second' });
});

test('an event nobody knows is answered with an error', async () => {
  const socket = await sockets.connect(server.url);
  assert.equal((await request(socket, 'make_coffee', {})).error.code, 'unknown_event');
});

const deadly = [
  ['invalid JSON', '42["join_room",{"room":}]'],
  ['half a JSON text', '42["join_room"'],
  ['an object where the event should be', '42{}'],
  ['an event without a name', '42[]'],
  ['an unknown packet type', '49'],
  ['an unknown Engine.IO packet type', 'x'],
  ['nesting of 100,000', `42["join_room",${'['.repeat(100_000)}${']'.repeat(100_000)}]`],
  ['a bomb of attachments', '451000000-["join_room",{"_placeholder":true,"num":0}]'],
  ['an attachment that never was', '451-["join_room",{"_placeholder":true,"num":7}]', Buffer.from([1])],
  ['an attachment out of nowhere', Buffer.from([1, 2, 3])],
  ['a reserved event name', '42["disconnect"]'],
];
for (const [name, ...packets] of deadly) {
  test(`${name} ends the connection that sent it`, async () => {
    const { closed, send } = await rawSocket(server.url);
    for (const packet of packets) send(packet);
    await closed;
  });
}

test('invalid UTF-8 in a text message ends the connection with 1007', async () => {
  const { closed, send } = await rawSocket(server.url);
  send(Buffer.concat([Buffer.from('42["join_room",{"room":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}]')]), { binary: false });
  assert.equal(await closed, 1007);
});

test('an Engine.IO version that is not served, and a forged sid, are refused by number', async () => {
  const refusal = async (query) => {
    const response = await fetch(`${server.url}/socket.io/?${query}`);
    return [response.status, await response.json()];
  };
  assert.deepEqual(await refusal('EIO=5&transport=polling'), [400, { code: 5, message: 'Unsupported protocol version' }]);
  assert.deepEqual(await refusal('transport=polling'), [400, { code: 5, message: 'Unsupported protocol version' }]);
  assert.deepEqual(await refusal('EIO=4&transport=carrier-pigeon'), [400, { code: 0, message: 'Transport unknown' }]);
  assert.deepEqual(await refusal('EIO=4&transport=polling&sid=forged'), [400, { code: 1, message: 'Session ID unknown' }]);
});

test('what is not HTTP is answered and closed', async () => {
  for (const octets of ['hello\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', `GET / HTTP/1.1\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`]) {
    assert.match(await rawExchange(server.port, octets), /^HTTP\/1\.1 4\d\d /);
  }
});

test('memory returns to where it was', { skip: sanitized && 'a sanitizer keeps freed memory' }, async () => {
  const abuse = async () => {
    const { send, closed } = await rawSocket(server.url);
    send(`42["join_room",{"room":"a","email":"${'x'.repeat(500_000)}"}]`);
    for (let i = 0; i < 20; ++i) send(`42["offer",{"sdp":"${'y'.repeat(20_000)}","offerReceiveID":"nobody"}]`);
    send(`42["join_room",{"room":"${'x'.repeat(2_000_000)}"}]`);
    await closed;
  };
  for (let i = 0; i < 30; ++i) await abuse();
  const before = server.memory();
  for (let i = 0; i < 150; ++i) await abuse();
  await until(() => server.memory() < before + 4096, `no more than 4 MiB above ${before} KiB, is ${server.memory()} KiB`);
});
