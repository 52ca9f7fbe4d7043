// What the moim program itself serves: the page, its health, its start-up and its end.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Sockets, next, until } from './support/clients.mjs';
import { binaries, startMoim } from './support/process.mjs';

let server;
before(async () => (server = await startMoim()));
after(() => server.stop());

const run = (...args) => spawnSync(join(binaries, 'moim'), args, { encoding: 'utf8' });

test('/healthz says ok', async () => {
  const response = await fetch(`${server.url}/healthz`);
  assert.equal(response.status, 200);
});

test('the page and every room link answer with the client, never cached and behind a strict policy', async () => {
  for (const path of ['/', '/r/abc', '/r/%EB%AA%A8%EC%9E%84']) {
    const response = await fetch(server.url + path);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type'), /^text\/html/);
    assert.match(response.headers.get('cache-control'), /no-cache|no-store/);
    const policy = response.headers.get('content-security-policy');
    assert.match(policy, /default-src 'none'|default-src 'self'/);
    assert.match(policy, /frame-ancestors/);
    assert.doesNotMatch(policy, /unsafe-(inline|eval)/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(await response.text(), /<div id="root"/);
  }
});

test('hashed assets are compressed and cached for good', async () => {
  const html = await (await fetch(server.url)).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)[1];
  for (const encoding of ['br', 'gzip', 'identity']) {
    const response = await fetch(server.url + script, { headers: { 'accept-encoding': encoding } });
    assert.equal(response.status, 200);
    assert.match(response.headers.get('cache-control'), /max-age=31536000.*immutable/);
    assert.equal(response.headers.get('content-encoding'), encoding === 'identity' ? null : encoding);
    assert.match(await response.text(), /moim/);
  }
  const tagged = (await fetch(server.url + script)).headers.get('etag');
  assert.equal((await fetch(server.url + script, { headers: { 'if-none-match': tagged } })).status, 304);
});

test('what is not there is 404, and nothing outside the client is reachable', async () => {
  for (const path of ['/nothing', '/assets/nothing.js', '/../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd']) {
    assert.equal((await fetch(server.url + path)).status, 404, path);
  }
  assert.equal((await fetch(`${server.url}/`, { method: 'DELETE' })).status, 405);
});

test('--help is complete and a bad value names the option, the value and what is allowed', () => {
  const help = run('--help');
  assert.equal(help.status, 0);
  for (const option of ['--listen', '--tls-cert', '--tls-key', '--tls-self-signed', '--web-root', '--max-participants', '--ice-server', '--check-config', '--config']) {
    assert.match(help.stdout, new RegExp(option));
  }
  const bad = run('--max-participants', 'many');
  assert.notEqual(bad.status, 0);
  assert.match(bad.stderr, /max-participants/);
  assert.match(bad.stderr, /many/);
});

test('a port that is taken is named together with the option to change', () => {
  const second = run('--listen', `127.0.0.1:${server.port}`);
  assert.notEqual(second.status, 0);
  assert.match(second.stderr + second.stdout, new RegExp(`${server.port}.*`));
  assert.match(second.stderr + second.stdout, /--listen/);
});

test('SIGTERM closes every connection cleanly', async () => {
  const own = await startMoim();
  const sockets = new Sockets();
  const socket = await sockets.connect(own.url);
  const polling = await sockets.connect(own.url, undefined, ['polling']);
  const ends = [next(socket, 'disconnect'), next(polling, 'disconnect')];
  assert.equal(await own.stop(), 0);
  await Promise.all(ends);
  sockets.closeAll();
});

test('--log-addresses logs where people come from', async () => {
  const own = await startMoim(['--log-addresses']);
  const sockets = new Sockets();
  await sockets.join(own.url, 'logged-room', 'somebody');
  await until(() => own.log.includes('entered from 127.0.0.1'), 'the address is logged');
  sockets.closeAll();
  await own.stop();
});

test('joins and exits are logged without addresses', async () => {
  const sockets = new Sockets();
  const { socket } = await sockets.join(server.url, 'logged-room', 'somebody');
  const end = next(socket, 'disconnect');
  sockets.closeAll();
  await end;
  const again = await sockets.join(server.url, 'logged-room', 'somebody');
  assert.deepEqual(again.users, []);
  sockets.closeAll();
  const lines = () => server.log.split('\n').filter((line) => line.includes('logged-room'));
  await until(() => lines().length === 4, 'two joins and two exits are logged');
  assert.ok(lines().every((line) => !line.includes('127.0.0.1')));
});
