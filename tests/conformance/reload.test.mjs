// SIGHUP has the server read its configuration again: what can change does, for those who are there as well, and what
// is wrong changes nothing.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { Sockets, collect, request, until } from './support/clients.mjs';
import { startMoim } from './support/process.mjs';

const sockets = new Sockets();
const endings = [];
afterEach(async () => {
  sockets.closeAll();
  for (const end of endings.splice(0).reverse()) await end();
});

const occurrences = (text, part) => text.split(part).length - 1;

/** A server that goes by a file, and `reload` writes another one and waits until the server says what came of it. */
async function start(configuration) {
  const folder = mkdtempSync(join(tmpdir(), 'moim-reload-'));
  endings.push(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'moim.toml');
  writeFileSync(file, configuration);
  const server = await startMoim(['--config', file, '--metrics-listen', '127.0.0.1:0']);
  endings.push(() => server.stop());
  const said = 'the configuration (was|could not be) read again';
  const readings = () => server.log.match(new RegExp(said, 'g'))?.length ?? 0;
  const reload = async (text) => {
    const before = readings();
    writeFileSync(file, text);
    server.child.kill('SIGHUP');
    await until(() => readings() === before + 1, 'the file is read');
  };
  return { server, reload };
}

async function readingsOf(server) {
  const [, metrics] = /metrics at (\S+)/.exec(server.log);
  const text = await (await fetch(metrics, { headers: { connection: 'close' } })).text();
  return Object.fromEntries([...text.matchAll(/moim_config_readings_total\{result="(\w+)"\} (\d+)/g)].map(([, result, count]) => [result, Number(count)]));
}

const joins = async (url, room) => request(await sockets.connect(url), 'join_room', { room, email: 'somebody' });

test('a fifth person gets in once the file says so, and stays when it no longer does', async () => {
  const { server, reload } = await start('max_participants = 4\n');
  const people = [];
  for (let i = 0; i < 4; i += 1) people.push((await sockets.join(server.url, 'room', `${i}`)).socket);
  const noticed = people.flatMap((socket) => [collect(socket, 'disconnect'), collect(socket, 'user_exit')]);
  assert.equal((await joins(server.url, 'room')).error.code, 'room_full');

  await reload('max_participants = 5\n');
  await until(() => /info the configuration was read again: max_participants 4 -> 5\n/.test(server.log), 'it is said');
  const fifth = await joins(server.url, 'room');
  assert.equal(fifth.ok, true);
  assert.equal(fifth.limit, 5);
  assert.equal((await joins(server.url, 'room')).error.code, 'room_full');

  await reload('max_participants = 2\n');
  assert.equal((await joins(server.url, 'room')).error.code, 'room_full');
  for (const socket of people) assert.equal((await request(socket, 'update_state', { microphone: false })).ok, true);
  assert.equal((await joins(server.url, 'other')).limit, 2);
  assert.deepEqual(noticed.flat(), []);
});

test('a file that is wrong changes nothing, and the log says where and why', async () => {
  const { server, reload } = await start('max_participants = 2\n');
  await reload('max_participants = 3\nmax_rooms = 0\n');
  await until(() => /error the configuration could not be read again, .*moim\.toml:2: max_rooms: "0" is not allowed\. Allowed: /.test(server.log), 'it is said');
  assert.equal((await joins(server.url, 'room')).limit, 2);
  await reload('max_participants = \n');
  await until(() => /everything stays as it was: .*moim\.toml:1: /.test(server.log), 'it is said');
  assert.equal((await joins(server.url, 'room')).limit, 2);
  await reload('max_participants = 3\n');
  assert.equal((await joins(server.url, 'another room')).limit, 3);
  assert.deepEqual(await readingsOf(server), { changed: 1, unchanged: 0, refused: 2 });
});

test('what needs a restart is said once', async () => {
  const { server, reload } = await start('socketio_path = "/socket.io/"\n');
  const delayed = 'moim.toml:1: socketio_path changed from "/socket.io/" to "/other/": this needs a restart.';
  await reload('socketio_path = "/other/"\n');
  await reload('socketio_path = "/other/"\n');
  assert.equal(occurrences(server.log, delayed), 1);
  assert.equal((await joins(server.url, 'room')).ok, true);
  assert.deepEqual(await readingsOf(server), { changed: 0, unchanged: 2, refused: 0 });
});

test('a session stays counted for the address it came from, whoever is trusted meanwhile', async () => {
  const limited = (count, trusted) => `max_sessions_per_address = ${count}\ntrusted_proxy = [${trusted}]\n`;
  const trusting = '"127.0.0.1"';
  const { server, reload } = await start(limited(1, trusting));
  const from = (address) => sockets.connect(server.url, undefined, undefined, { extraHeaders: { 'X-Forwarded-For': address } });
  const first = await from('203.0.113.9');
  await assert.rejects(from('203.0.113.9'), 'as many as there may be');
  await from('203.0.113.10');

  await reload(limited(1, ''));
  await from('203.0.113.9');
  await reload(limited(2, trusting));
  await from('203.0.113.9');
  await assert.rejects(from('203.0.113.9'), 'the first one counts still, the one that nobody vouched for does not');

  await reload(limited(1, ''));
  first.close();
  await reload(limited(2, trusting));
  await from('203.0.113.9');
  await assert.rejects(from('203.0.113.9'), 'one place was free');
});

test('origins, rates and the log change under a connection', async () => {
  const { server, reload } = await start('message_rate = 1\nmessage_burst = 20\n');
  const { socket } = await sockets.join(server.url, 'room', 'somebody');
  const noticed = collect(socket, 'disconnect');
  const fromElsewhere = { headers: { origin: 'https://example.org', connection: 'close' } };
  const handshake = `${server.url}/socket.io/?EIO=4&transport=polling`;
  assert.equal((await fetch(handshake, fromElsewhere)).status, 403);

  await reload('message_rate = 1000\nmessage_burst = 20000\ncors_origin = "https://example.org"\nlog_format = "json"\n');
  assert.equal((await fetch(handshake, fromElsewhere)).status, 200);
  for (let i = 0; i < 500; i += 1) socket.emit('no_such_event');
  assert.equal((await request(socket, 'update_state', { microphone: false })).ok, true);
  assert.deepEqual(noticed, []);
  await joins(server.url, 'another room');
  await until(() => /^\{"time":.*entered/m.test(server.log), 'lines are JSON now');
});
