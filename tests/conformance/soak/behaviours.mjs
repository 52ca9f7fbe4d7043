// What somebody on the network may do to the server, well or ill. Each does one thing from beginning to end and leaves
// nothing open; `crowd` says where, `random` what exactly.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Sockets, clients, newest, transports } from '../support/clients.mjs';
import { rawExchange, rawSocket } from '../support/raw.mjs';
import { Wire } from '../support/wire.mjs';

const frozenProgram = join(dirname(fileURLToPath(import.meta.url)), '..', 'support', 'frozen_client.mjs');
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Resolves with the acknowledgement, or with undefined when there is none: the connection may be gone. */
function ask(socket, event, payload) {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(undefined), 5_000);
    socket.emit(event, payload, (answer) => {
      clearTimeout(late);
      resolve(answer);
    });
  });
}

/** Whatever happens in between, its sockets are closed. */
async function withSockets(use) {
  const sockets = new Sockets();
  try {
    await use(sockets);
  } finally {
    sockets.closeAll();
  }
}

async function withRaw(url, options, use) {
  const raw = await rawSocket(url, options);
  try {
    await use(raw);
  } finally {
    raw.socket.terminate();
  }
}

/** Joins a room, sends to whoever is there, and leaves in one of the ways people do. */
function call({ url, random, rooms }) {
  return withSockets(async (sockets) => {
    const socket = await sockets.connect(url, random.pick(clients), random.pick(transports).list);
    const answer = await ask(socket, 'join_room', { room: `room ${random.below(rooms)}`, email: '손님' });
    for (const { id } of answer?.users ?? []) {
      const sdp = { type: 'offer', sdp: 'a='.repeat(random.below(3_000)) };
      await ask(socket, 'offer', { sdp, offerReceiveID: id });
      for (let i = random.below(30); i > 0; i -= 1) socket.emit('candidate', { candidate: { i }, candidateReceiveID: id });
    }
    for (let i = random.below(5); i > 0; i -= 1) {
      await pause(random.below(400));
      await ask(socket, 'update_state', { camera: random.below(2) === 0 });
    }
    if (random.below(3) === 0) await ask(socket, 'leave_room');
    if (random.below(3) === 0) socket.io.engine.transport.close();
  });
}

/** Is in a call when the cable is pulled. */
async function lostCable({ server, random, rooms }) {
  const wire = await Wire.to(server.port);
  try {
    await withSockets(async (sockets) => {
      const socket = await sockets.connect(wire.url, newest, random.pick(transports).list);
      await ask(socket, 'join_room', { room: `room ${random.below(rooms)}`, email: 'lost' });
      await pause(random.below(500));
      wire.cut();
    });
  } finally {
    wire.cut();
  }
}

/** Begins something and does not go on with it. */
async function halfOpen({ server, random }) {
  const beginnings = [
    '',
    'GET /socket.io/?EIO=4&transp',
    'GET / HTTP/1.1\r\nHost: a\r\nX: y',
    'POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\nhal',
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\x81',
  ];
  const socket = net.connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.resume();
  socket.write(random.pick(beginnings), 'latin1');
  const closed = once(socket, 'close');
  // Half of them wait for the server to lose patience.
  const wait = random.below(2) === 0 ? pause(random.below(2_000)) : pause(15_000);
  await Promise.race([closed, wait]);
  socket.destroy();
}

/** Does not read what it is sent, and another member sends a lot. */
function slowReader({ url, random }) {
  const room = `slow ${random.below(1e9)}`;
  return withRaw(url, {}, (reader) =>
    withSockets(async (sockets) => {
      reader.send(`420["join_room",{"room":"${room}","email":"slow"}]`);
      reader.socket.pause();
      const { socket, users } = await sockets.join(url, room, 'fast');
      const receiver = users[0]?.id;
      // 30 MB, more than all buffers of the kernel and ours together, or until the reader is out.
      for (let sent = 0; receiver !== undefined && sent < 300; sent += 1) {
        const answer = await ask(socket, 'offer', { sdp: 'x'.repeat(100_000), offerReceiveID: receiver });
        if (!answer?.ok) break;
      }
    }),
  );
}

const deadly = [
  '42["join_room",{"room":}]',
  '42{}',
  '49',
  'x',
  '451-["a",{"_placeholder":true,"num":9}]',
  '42["join_room",7]',
  '40/none,',
  `42["a",${'['.repeat(100)}${']'.repeat(100)}]`,
  '451-["join_room",{"_placeholder":true,"num":0}]',
  Buffer.from([1, 2, 3]),
];

/** Sends what no client would. */
async function badInput({ server, url, random }) {
  if (random.below(3) === 0) {
    const octets = Buffer.from(Array.from({ length: 1 + random.below(300) }, () => random.below(256)));
    const noise = Buffer.concat([octets, Buffer.from('\r\n\r\n')]);
    return Promise.race([rawExchange(server.port, noise).catch(() => {}), pause(12_000)]);
  }
  return withRaw(url, { eio: random.pick([3, 4]) }, async ({ send, closed }) => {
    for (let i = 1 + random.below(4); i > 0; i -= 1) send(random.pick(deadly));
    await Promise.race([closed, pause(1_000)]);
  });
}

/** Sends more than it may. */
function flood({ url }) {
  return withRaw(url, {}, async ({ send, closed }) => {
    for (let i = 0; i < 3_000; i += 1) send('42["no_such_event"]');
    await Promise.race([closed, pause(10_000)]);
  });
}

/** A member whose process stops, longer or shorter than its heartbeats allow. */
async function frozen({ url, random, rooms }) {
  const child = spawn(process.execPath, [frozenProgram, url, `frozen ${random.below(rooms)}`], { stdio: ['ignore', 'pipe', 'ignore'] });
  const gone = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), pause(10_000)]);
  child.kill('SIGSTOP');
  await pause(random.below(8_000));
  child.kill('SIGCONT');
  await pause(random.below(500));
  child.kill('SIGKILL');
  await gone;
}

/** Many at once, more than there is room for. */
async function stampede({ server }) {
  const sockets = Array.from({ length: 150 }, () => net.connect(server.port, '127.0.0.1'));
  for (const socket of sockets) socket.on('error', () => {}).resume();
  await pause(300);
  for (const socket of sockets) socket.destroy();
}

/** Asks for the pages, as somebody who opens the link. */
function visit({ server, random }) {
  const path = random.pick(['/', '/healthz', '/readyz', '/nothing', '/r/some%20room', '/..%2f..']);
  return rawExchange(server.port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
}

/** By how often they are chosen. */
export const behaviours = [
  [60, call],
  [8, lostCable],
  [6, halfOpen],
  [1, slowReader],
  [8, badInput],
  [1, flood],
  [1, frozen],
  [1, stampede],
  [5, visit],
];
