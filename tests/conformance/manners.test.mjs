// Rooms with manners, spoken by real clients: doors, hosts, chat, invitations.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Sockets, collect, next, original, request, until } from './support/clients.mjs';
import { binaries, startMoim } from './support/process.mjs';

let server;
let state;
const sockets = new Sockets();
before(async () => {
  state = await mkdtemp(join(tmpdir(), 'moim-'));
  server = await startMoim(['--state-dir', state]);
});
afterEach(() => sockets.closeAll());
after(async () => {
  await server.stop();
  await rm(state, { recursive: true });
});

async function enter(room, more = {}, url = server.url) {
  const socket = await sockets.connect(url);
  const answer = await request(socket, 'join_room', { room, email: 'somebody', ...more });
  return { socket, answer, id: answer.id };
}
const code = (answer) => answer.error?.code;
const ok = { ok: true };

test('a host locks the room, and old clients find it full', async () => {
  const host = await enter('lock');
  assert.equal(host.answer.role, 'host');
  const told = next(host.socket, 'room_settings');
  assert.deepEqual(await request(host.socket, 'update_room', { locked: true }), ok);
  assert.deepEqual(await told, { locked: true, password: false, lobby: false, chat: 'everyone', share: 'everyone', history: false });
  assert.equal(code((await enter('lock')).answer), 'room_locked');
  const old = await sockets.connect(server.url, original);
  const full = next(old, 'room_full');
  old.emit('join_room', { room: 'lock', email: 'old' });
  await full;
});

test('a password opens the room, and guessing is slow', async () => {
  const host = await enter('password');
  await request(host.socket, 'update_room', { password: '열려라 참깨' });
  assert.equal(code((await enter('password')).answer), 'password_required');
  assert.equal((await enter('password', { password: '열려라 참깨' })).answer.role, 'guest');
  for (let i = 0; i < 5; i += 1) assert.equal(code((await enter('password', { password: `${i}` })).answer), 'wrong_password');
  assert.equal(code((await enter('password', { password: '열려라 참깨' })).answer), 'too_fast');
});

test('a guest waits, sees nothing, and is let in', async () => {
  const host = await enter('lobby');
  await request(host.socket, 'update_room', { lobby: true });
  const asked = next(host.socket, 'waiting');
  const guest = await enter('lobby', { email: '지우' });
  assert.deepEqual(guest.answer, { ok: true, waiting: true, id: guest.id, room: 'lobby' });
  assert.deepEqual(await asked, [{ id: guest.id, email: '지우' }]);
  const admitted = next(guest.socket, 'admitted');
  const entered = next(host.socket, 'user_enter');
  assert.deepEqual(await request(host.socket, 'admit', { id: guest.id }), ok);
  const answer = await admitted;
  assert.equal(answer.id, guest.id);
  assert.deepEqual(
    answer.users.map(({ id, role }) => [id, role]),
    [[host.id, 'host']],
  );
  assert.equal((await entered).id, guest.id);
});

test('who is removed hears it, and does not come back', async () => {
  const host = await enter('removal');
  const guest = await enter('removal', { visitor: 'v' });
  const removed = next(guest.socket, 'removed');
  const left = next(host.socket, 'user_exit');
  assert.deepEqual(await request(host.socket, 'remove_user', { id: guest.id }), ok);
  assert.deepEqual(await removed, { by: host.id });
  assert.deepEqual(await left, { id: guest.id });
  assert.equal(code((await enter('removal', { visitor: 'v' })).answer), 'removed');
  assert.equal(code((await enter('removal', { resume: guest.answer.seat })).answer), 'removed');
  await until(() => server.log.includes(`call ${host.answer.call}: host ${host.id} did remove_user to ${guest.id}`), 'the log says so');
});

test('chat, hands and reactions reach the others', async () => {
  const host = await enter('talk');
  const guest = await enter('talk');
  const old = await sockets.join(server.url, 'talk', 'old', original);
  const heard = collect(host.socket, 'chat');
  const hostile = '<script>\u0000\u202e😀';
  const sent = await request(guest.socket, 'chat', { text: hostile, key: '1' });
  assert.deepEqual({ ...sent, at: 0 }, { ok: true, n: 1, from: guest.id, email: 'somebody', text: hostile, at: 0 });
  assert.deepEqual(await request(guest.socket, 'chat', { text: hostile, key: '1' }), sent);
  const raised = next(host.socket, 'user_state');
  assert.deepEqual(await request(guest.socket, 'raise_hand', { raised: true }), { ok: true, hand: 1 });
  assert.equal((await raised).hand, 1);
  const reaction = next(host.socket, 'reaction');
  assert.deepEqual(await request(guest.socket, 'react', { reaction: 'clap' }), ok);
  assert.deepEqual(await reaction, { id: guest.id, reaction: 'clap' });
  assert.equal(heard.length, 1);
  const asked = next(guest.socket, 'state_asked');
  assert.deepEqual(await request(host.socket, 'ask_state', { id: guest.id, source: 'microphone', on: false }), ok);
  assert.deepEqual(await asked, { source: 'microphone', on: false, by: host.id });
  const exit = next(host.socket, 'user_exit');
  old.socket.close();
  await exit;
});

test('the longest present succeeds the host', async () => {
  const host = await enter('succession');
  const guest = await enter('succession');
  const succeeded = next(guest.socket, 'user_state');
  host.socket.emit('leave_room');
  assert.deepEqual((({ id, role }) => [id, role])(await succeeded), [guest.id, 'host']);
});

test('invitations from a host and from the command line open the door', async () => {
  const run = promisify(execFile);
  const strict = await startMoim(['--state-dir', state, '--create-rooms', 'invited']);
  try {
    assert.equal(code((await enter('방 1', {}, strict.url)).answer), 'room_not_open');
    const args = ['invite', '--room', '방 1', '--role', 'host', '--state-dir', state, '--public-url', 'https://meet.example.org'];
    const { stdout } = await run(join(binaries, 'moim'), args);
    const link = new URL(stdout.trim());
    assert.equal(decodeURIComponent(link.pathname), '/r/방 1');
    const invite = link.hash.slice('#invite='.length);
    const host = await enter('방 1', { invite }, strict.url);
    assert.equal(host.answer.role, 'host');
    await request(host.socket, 'update_room', { lobby: true });
    const made = await request(host.socket, 'create_invite', { seconds: 60 });
    assert.equal((await enter('방 1', { invite: made.invite }, strict.url)).answer.role, 'guest');
    assert.equal(code((await enter('another', { invite: made.invite }, strict.url)).answer), 'invite_invalid');
  } finally {
    sockets.closeAll();
    await strict.stop();
  }
});
