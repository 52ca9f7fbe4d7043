// The connection test of the lobby: what it finds is what is there.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

let browser, axe;
const started = [];
before(async () => {
  [browser, axe] = await Promise.all([
    // The audit is injected from outside; the page's own policy would refuse it.
    startChromium({ args: ['--disable-web-security'] }),
    readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
  ]);
});
afterEach(async () => {
  // What was started last ends first.
  for (const end of started.splice(0).reverse()) await end();
});
after(() => browser.close());

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** A TURN server on this machine, over UDP and TCP; resolves once it listens. */
async function startRelay() {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'moim-relay-'));
  const options = {
    'listening-ip': '127.0.0.1',
    'relay-ip': '127.0.0.1',
    'listening-port': port,
    pidfile: join(folder, 'pid'),
    'log-file': join(folder, 'log'),
    realm: 'test',
    user: 'test:only-here',
  };
  const flags = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const more = ['-n', '--lt-cred-mech', '--no-tls', '--no-dtls', '--no-cli', '--allow-loopback-peers'];
  const child = spawn('turnserver', [...more, ...flags], { stdio: 'ignore' });
  const listens = async () => {
    const socket = net.connect(port, '127.0.0.1');
    const [outcome] = await Promise.race([once(socket, 'connect').then(() => [true]), once(socket, 'error').then(() => [false])]);
    socket.destroy();
    return outcome;
  };
  while (!(await listens().catch(() => false))) assert.equal(child.exitCode, null, 'coturn ended at start-up');
  const account = 'username=test,credential=only-here';
  return {
    iceServers: ['udp', 'tcp'].flatMap((way) => ['--ice-server', `turn:127.0.0.1:${port}?transport=${way},${account}`]),
    async stop() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

/** What the test says of each way, once it is finished. */
async function findings(person) {
  await person.press('Test connection');
  await person.sees('The test is finished');
  return person.page.$$eval('.test-line', (lines) =>
    Object.fromEntries(lines.map((line) => [line.querySelector('strong').innerText, line.querySelector('.test-verdict').innerText])),
  );
}

const works = { HTTPS: 'Works', WebSocket: 'Works' };

async function visit(...options) {
  const server = await startMoim(options);
  started.push(() => server.stop());
  const person = await Person.open(browser, `${server.url.replace('127.0.0.1', 'localhost')}/r/tested`);
  started.push(() => person.close());
  return person;
}

const givesTheFocusBack = ({ page }) => page.waitForFunction(() => document.activeElement.innerText === 'Test connection', { polling: 50 });

test('without servers it says who can be reached, and the dialog breaks no rule', async () => {
  const person = await visit();
  const nothing = 'Not set up';
  assert.deepEqual(await findings(person), { ...works, UDP: nothing, TCP: nothing, 'Relay (TURN)': nothing });
  await person.page.evaluate(axe);
  const { violations } = await person.page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
  );
  assert.deepEqual(
    violations.map(({ id }) => id),
    [],
  );
  await person.page.keyboard.press('Escape');
  await givesTheFocusBack(person);
  await person.press('Test connection');
  await person.press('Close');
  await givesTheFocusBack(person);
  person.assertContent();
});

test('with a relay it proves that the relay carries', async () => {
  const relay = await startRelay();
  started.push(relay.stop);
  const person = await visit(...relay.iceServers);
  assert.deepEqual(await findings(person), { ...works, UDP: 'Works', TCP: 'Works', 'Relay (TURN)': 'Works' });
});

test('a relay that does not answer is told apart from one that is not there', async () => {
  const port = await freePort();
  const person = await visit('--ice-server', `turn:127.0.0.1:${port}?transport=tcp,username=test,credential=only-here`);
  const silent = 'Not possible';
  assert.deepEqual(await findings(person), { ...works, UDP: 'Not set up', TCP: silent, 'Relay (TURN)': silent });
});
