// A whole life of the server, from its start over calls of every kind to its end, leaves nothing behind. The address
// sanitizer looks for leaks when the program ends, and then ends it with an error.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Sockets, clients, next, request, transports } from './support/clients.mjs';
import { startEcho, startMoim } from './support/process.mjs';
import { rawExchange, rawSocket } from './support/raw.mjs';

const sockets = new Sockets();
after(() => sockets.closeAll());

async function ends(server) {
  assert.equal(await server.stop(), 0, server.log);
  assert.doesNotMatch(server.log, /Sanitizer/);
}

/** Two people meet, talk and part; the second leaves in the way that is asked for. */
async function call(url, client, transport, leave) {
  const room = `${client.version} ${transport.name}`;
  const first = await sockets.join(url, room, 'first', client, transport.list);
  const second = await sockets.join(url, room, 'second', client, transport.list);
  const [{ id }] = second.users;
  const offered = next(first.socket, 'getOffer');
  assert.equal((await request(second.socket, 'offer', { sdp: 'x'.repeat(20_000), offerReceiveID: id })).ok, true);
  await offered;
  const left = next(first.socket, 'user_exit');
  await leave(second.socket);
  await left;
  first.socket.close();
}

test('a life with calls, bad input and refusals leaks nothing', async () => {
  const server = await startMoim(['--metrics-listen', '127.0.0.1:0']);
  const leaves = [(socket) => socket.close(), (socket) => request(socket, 'leave_room'), (socket) => socket.io.engine.close()];
  let calls = 0;
  for (const client of clients) {
    for (const transport of transports) await call(server.url, client, transport, leaves[calls++ % leaves.length]);
  }
  for (const packet of ['42{', '451-["a",{"_placeholder":true,"num":7}]', '49']) {
    const raw = await rawSocket(server.url);
    raw.send(packet);
    await raw.closed;
  }
  assert.match(await rawExchange(server.port, 'nonsense\r\n\r\n'), /^HTTP\/1\.1 400 /);
  for (const path of ['/', '/metrics', '/healthz']) {
    const answer = await rawExchange(server.port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 \d{3} /);
  }
  sockets.closeAll();
  await ends(server);
});

test('a server that is stopped in the middle of calls leaks nothing', async () => {
  const server = await startMoim();
  for (const transport of transports) {
    const { socket, users } = await sockets.join(server.url, 'busy', transport.name, clients.at(-1), transport.list);
    for (const { id } of users) socket.emit('offer', { sdp: 'x'.repeat(50_000), offerReceiveID: id });
  }
  const half = await rawSocket(server.url);
  half.send('452-["join_room",{"_placeholder":true,"num":1}]');
  await ends(server);
});

test('the library with acknowledgements and attachments leaks nothing', async () => {
  const server = await startEcho();
  const socket = await sockets.connect(server.url);
  const back = next(socket, 'message-back');
  socket.emit('message', 1, '2', { 3: [Buffer.from([1, 2, 3])] });
  await back;
  socket.close();
  await ends(server);
});
