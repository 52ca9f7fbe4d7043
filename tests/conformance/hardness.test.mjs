// What the whole program does under clients and machines that behave badly: floods, frozen clients, no descriptors, no
// room for the log, a certificate that goes away, and the signals of whoever runs it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Sockets, collect, next, request, until } from './support/clients.mjs';
import { sanitized, startMoim } from './support/process.mjs';
import { rawSocket } from './support/raw.mjs';

const sockets = new Sockets();
const endings = [];
afterEach(async () => {
  sockets.closeAll();
  for (const end of endings.splice(0).reverse()) await end();
});

async function start(args = [], within = []) {
  const server = await startMoim(args, {}, within);
  endings.push(() => server.stop());
  return server;
}

function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'moim-hardness-'));
  endings.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Joins from a process of its own, which can be stopped. */
async function startFrozenClient(url, room) {
  const program = join(dirname(fileURLToPath(import.meta.url)), 'support', 'frozen_client.mjs');
  const child = spawn(process.execPath, [program, url, room], { stdio: ['ignore', 'pipe', 'inherit'] });
  endings.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  });
  await once(child.stdout, 'data');
  return child;
}

const occurrences = (text, part) => text.split(part).length - 1;
const status = async (url) => (await fetch(url, { headers: { connection: 'close' } })).status;

/** Asks again and again; each answer takes a request. */
async function comesTrue(ask, what) {
  const deadline = Date.now() + 20_000;
  while (!(await ask())) assert.ok(Date.now() < deadline, `never came true: ${what}`);
}

/** The address of the metrics listener, which the log names. */
async function metricsAt(server) {
  const pattern = /metrics at (http:\/\/\S+)\/metrics/;
  await until(() => pattern.test(server.log), 'the metrics listener is named');
  return pattern.exec(server.log)[1];
}

test('a flood of messages ends the session that sends it, is logged once, and the room notices nothing', async () => {
  const server = await start(['--message-rate', '10', '--message-burst', '60']);
  const watcher = (await sockets.join(server.url, 'room', 'watcher')).socket;
  const noticed = collect(watcher, 'disconnect');
  for (let round = 0; round < 3; round += 1) {
    const flooder = await rawSocket(server.url);
    for (let i = 0; i < 500; i += 1) flooder.send('42["no_such_event"]');
    assert.equal(await flooder.closed, 1008);
  }
  assert.equal((await request(watcher, 'update_state', { microphone: false })).ok, true);
  assert.deepEqual(noticed, []);
  await until(() => server.log.includes('they sent more messages than they may'), 'it is logged');
  assert.equal(occurrences(server.log, 'they sent more messages than they may'), 1);
});

test('one network of IPv6 has as many guesses at a password as one address', async () => {
  const server = await start(['--trusted-proxy', '127.0.0.1']);
  const from = (address) => sockets.connect(server.url, undefined, undefined, { extraHeaders: { 'X-Forwarded-For': address } });
  const host = await sockets.connect(server.url);
  const knock = async (socket, password) => (await request(socket, 'join_room', { room: 'room', password })).error?.code ?? 'in';
  await request(host, 'join_room', { room: 'room' });
  assert.equal((await request(host, 'update_room', { password: 'right' })).ok, true);
  for (let i = 1; i <= 5; i += 1) assert.equal(await knock(await from(`2001:db8::${i}`), 'wrong'), 'wrong_password');
  assert.equal(await knock(await from('2001:db8::6'), 'right'), 'too_fast');
  assert.equal(await knock(await from('2001:db8:0:1::1'), 'right'), 'in');
});

test('the burst of somebody who joins a room of sixteen is far from any limit', async () => {
  const server = await start(['--max-participants', '16']);
  const receiver = (await sockets.join(server.url, 'room', 'receiver')).socket;
  const { socket: joiner, users } = await sockets.join(server.url, 'room', 'joiner');
  const offers = collect(receiver, 'getOffer');
  const candidates = collect(receiver, 'getCandidate');
  const sdp = { type: 'offer', sdp: `v=0\r\n${'a=rtpmap:96 VP8/90000\r\n'.repeat(250)}` };
  for (let peer = 0; peer < 15; peer += 1) {
    joiner.emit('offer', { sdp, offerReceiveID: users[0].id });
    for (let i = 0; i < 30; i += 1) joiner.emit('candidate', { candidate: { candidate: 'x'.repeat(120), i }, candidateReceiveID: users[0].id });
  }
  await until(() => offers.length === 15 && candidates.length === 450, 'everything arrives');
});

test('a client that is frozen is gone after its heartbeat, and the others are told', async () => {
  const server = await start(['--ping-interval', '300ms', '--ping-timeout', '300ms']);
  const watcher = (await sockets.join(server.url, 'room', 'watcher')).socket;
  const entered = next(watcher, 'user_enter');
  const child = await startFrozenClient(server.url, 'room');
  const { id } = await entered;
  const exited = next(watcher, 'user_exit');
  child.kill('SIGSTOP');
  assert.equal((await exited).id, id);
});

test('what is held for slow readers is bounded: the slowest goes, once it is too much, and nobody else', async () => {
  const server = await start(['--max-outgoing', '1MB', '--message-rate', '0', '--message-rate-per-address', '0', '--metrics-listen', '127.0.0.1:0']);
  const sender = (await sockets.join(server.url, 'room', 'sender')).socket;
  const entered = collect(sender, 'user_enter');
  const witness = (await sockets.join(server.url, 'room', 'witness')).socket;
  const child = await startFrozenClient(server.url, 'room');
  await until(() => entered.length === 2, 'the frozen one is there');
  const { id } = entered[1];
  const exits = collect(witness, 'user_exit');
  child.kill('SIGSTOP');
  const candidate = 'x'.repeat(200_000);
  while (exits.length === 0) {
    sender.emit('candidate', { candidate, candidateReceiveID: id });
    assert.equal((await request(sender, 'update_state', { microphone: false })).ok, true);
  }
  assert.deepEqual(exits, [{ id }]);
  assert.equal((await request(witness, 'update_state', { microphone: false })).ok, true);
  assert.match(server.log, /max_outgoing_bytes are held/);
  const metrics = await (await fetch(`${await metricsAt(server)}/metrics`)).text();
  assert.match(metrics, /moim_net_total\{event="dropped_outgoing_full"\} 1\n/);
  assert.match(metrics, /moim_outgoing_bytes 0\n/);
});

test('SIGTERM ends the program within its deadline, whatever clients do', async () => {
  const server = await startMoim(['--shutdown-timeout', '300ms']);
  const child = await startFrozenClient(server.url, 'room');
  child.kill('SIGSTOP');
  const half = net.connect(server.port, '127.0.0.1', () => half.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf'));
  half.on('error', () => {});
  const { socket } = await sockets.join(server.url, 'room', 'attentive');
  const told = next(socket, 'disconnect');
  assert.equal(await server.stop(), 0);
  await told;
});

test('a second signal ends the program at once', async () => {
  const server = await startMoim(['--shutdown-timeout', '1h']);
  const half = net.connect(server.port, '127.0.0.1', () => half.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf'));
  let answer = '';
  half.on('data', (data) => (answer += data));
  half.on('error', () => {});
  await sockets.join(server.url, 'room', 'somebody');
  const ended = once(server.child, 'exit');
  server.child.kill('SIGTERM');
  await until(() => server.log.includes('stopping'), 'the first signal is heard');
  server.child.kill('SIGINT');
  assert.deepEqual(await ended, [0, null]);
  assert.equal(answer, '', 'the request that kept it was not waited for');
});

test('without file descriptors it says so once, waits, and goes on', { skip: sanitized && 'a sanitizer needs descriptors of its own' }, async () => {
  const server = await start();
  const member = (await sockets.join(server.url, 'room', 'member')).socket;
  const open = readdirSync(`/proc/${server.pid}/fd`).length;
  const limit = (value) => assert.equal(spawnSync('prlimit', ['--pid', `${server.pid}`, `--nofile=${value}:`]).status, 0);
  limit(open);
  const waiting = Array.from({ length: 5 }, () => net.connect(server.port, '127.0.0.1'));
  for (const socket of waiting) socket.on('error', () => {});
  await until(() => server.log.includes('accepting paused'), 'the fault is logged');
  assert.match(server.log, /ulimit -n/);
  assert.equal((await request(member, 'update_state', { microphone: false })).ok, true, 'who is in stays in');
  limit(1024);
  assert.equal(await status(`${server.url}/readyz`), 200);
  assert.equal(occurrences(server.log, 'accepting paused'), 1);
  for (const socket of waiting) socket.destroy();
});

test('a full disk for the log costs lines and nothing else', async () => {
  const metricsPort = await freePort();
  const server = await start(['--metrics-listen', `127.0.0.1:${metricsPort}`], ['sh', '-c', 'exec "$@" 2>/dev/full', 'sh']);
  await sockets.join(server.url, 'room', 'one');
  await sockets.join(server.url, 'room', 'two');
  const lost = async () => Number(/^moim_log_lines_lost_total (\d+)/m.exec(await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text())[1]);
  await comesTrue(async () => (await lost()) >= 2, 'the lost lines are counted');
  assert.equal(await status(`${server.url}/healthz`), 200);
});

async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

test('/readyz tells when nobody more can come in, also beside the metrics', async () => {
  const server = await start(['--max-connections', '2', '--metrics-listen', '127.0.0.1:0']);
  const metrics = await metricsAt(server);
  assert.equal(await status(`${server.url}/readyz`), 200);
  const holders = [1, 2].map(() => net.connect(server.port, '127.0.0.1'));
  await Promise.all(holders.map((holder) => once(holder, 'connect')));
  await comesTrue(async () => (await status(`${metrics}/readyz`)) === 503, 'it is not ready');
  assert.equal(await status(`${metrics}/healthz`), 200, 'but well');
  for (const holder of holders) holder.destroy();
  await comesTrue(async () => (await status(`${metrics}/readyz`)) === 200, 'it is ready again');
});

/** The serial number of the certificate that is presented. */
function serialOf(port) {
  return new Promise((resolve, reject) => {
    const asked = https.get({ port, host: '127.0.0.1', path: '/healthz', rejectUnauthorized: false, agent: false }, (response) => {
      response.resume();
      resolve(response.socket.getPeerCertificate().serialNumber);
    });
    asked.on('error', reject);
  });
}

/** Has moim make a certificate in `folder` and ends it again. */
async function makeCertificate(folder) {
  const maker = await startMoim(['--tls-self-signed', '--state-dir', folder]);
  await maker.stop();
  const tls = join(folder, 'tls');
  const files = readdirSync(tls).map((name) => join(tls, name));
  return { cert: files.find((name) => name.endsWith('.pem')), key: files.find((name) => name.endsWith('.key')) };
}

test('a certificate that disappears or is replaced is met: the old one stays, the new one is taken', async () => {
  const folder = temporaryFolder();
  const [first, second] = [await makeCertificate(join(folder, '1')), await makeCertificate(join(folder, '2'))];
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  copyFileSync(first.cert, cert);
  copyFileSync(first.key, key);
  const server = await start(['--tls-cert', cert, '--tls-key', key]);
  const before = await serialOf(server.port);

  rmSync(cert);
  server.child.kill('SIGHUP');
  await until(() => server.log.includes('the old one stays in use'), 'the fault is logged');
  assert.equal(await serialOf(server.port), before);

  copyFileSync(second.cert, cert);
  server.child.kill('SIGHUP');
  await until(() => occurrences(server.log, 'the old one stays in use') === 2, 'a key that does not fit is refused');
  assert.equal(await serialOf(server.port), before);

  copyFileSync(second.key, key);
  server.child.kill('SIGHUP');
  await until(() => server.log.includes('was read again'), 'the new one is taken');
  assert.notEqual(await serialOf(server.port), before);
});
