// One person, one id, one tile: through a cut wire, a reload, a restarted server, a frozen browser and a closed tab.
import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { connectionsMade, history, keepHistory, watchConnections } from './support/history.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';
import { startWire } from './support/wire.mjs';

let server, browser, state;
let people = [];
const args = () => ['--state-dir', state];
before(async () => {
  state = await mkdtemp(join(tmpdir(), 'moim-e2e-seats-'));
  [server, browser] = await Promise.all([startMoim(args()), startChromium()]);
});
afterEach(() => Promise.all(people.splice(0).map((person) => person.close())));
after(() => Promise.all([browser.close(), server.stop()]));

const base = () => server.url.replace('127.0.0.1', 'localhost');
const enters = async (url, name, inside = browser) => {
  const person = await Person.join(inside, url, name, { prepare: watchConnections });
  people.push(person);
  return person;
};
const isConnected = (person) => person.page.waitForSelector('.status[data-connection="connected"]');

test('a socket that is cut costs neither a picture nor the place', async () => {
  const wire = await startWire(server.port);
  try {
    const ann = await enters(`${base()}/r/cut`, 'Ann');
    const ben = await enters(`${wire.url}/r/cut`, 'Ben');
    await ann.seesPeopleMove(1);
    await ben.seesPeopleMove(1);
    const made = await connectionsMade(ann.page);
    await Promise.all([ann, ben].map(({ page }) => keepHistory(page)));
    wire.cut();
    await ben.page.waitForSelector('.status:not([data-connection="connected"])');
    // Pictures go on without the server, for as long as it takes a hundred of them to come.
    for (let round = 0; round < 10; ++round) await Promise.all([ann, ben].map((person) => person.seesPeopleMove(1)));
    wire.mend();
    await isConnected(ben);
    await Promise.all([ann, ben].map((person) => person.seesPeopleMove(1)));
    for (const { page } of [ann, ben]) assert.deepEqual((await history(page)).counts, [1]);
    assert.equal(await connectionsMade(ann.page), made);
  } finally {
    wire.close();
  }
});

test('a reload keeps the seat, the name and what is muted, and nobody sees two', async () => {
  const ann = await enters(`${base()}/r/reload`, 'Ann');
  const ben = await enters(`${base()}/r/reload`, 'Ben');
  await ann.seesPeopleMove(1);
  await ben.press('Microphone');
  await ann.seesTile('Ben', 'microphone off', 'camera on');
  await keepHistory(ann.page);
  for (let round = 0; round < 3; ++round) {
    await ben.page.reload();
    await ben.seesPeopleMove(1);
    await ann.seesPeopleMove(1);
    await ann.seesTile('Ben', 'microphone off', 'camera on');
  }
  assert.ok((await history(ann.page)).counts.every((count) => count <= 1));
});

test('a page loaded again while the socket does not get through says that it comes back; the others are told who is away', async () => {
  const wire = await startWire(server.port);
  try {
    const ann = await enters(`${base()}/r/away`, 'Ann');
    const ben = await enters(`${wire.url}/r/away`, 'Ben');
    await ann.seesPeopleMove(1);
    await keepHistory(ann.page);
    wire.silence();
    await ann.sees(ann.words('state.other_lost', { name: 'Ben' }));
    await ben.page.reload();
    await ben.sees(ben.words('returning.heading'));
    wire.mend();
    await ben.seesPeopleMove(1);
    await ann.seesPeopleMove(1);
    await ann.sees(ann.words('state.connection.connected'));
    assert.deepEqual((await history(ann.page)).counts, [1]);
  } finally {
    wire.close();
  }
});

test('a server that starts anew under four people finds them in one room, and media never stops', async () => {
  const url = `${base()}/r/restart`;
  for (const label of ['Ann', 'Ben', 'Cho', 'Dan']) await enters(url, label);
  for (const person of people) await person.seesPeopleMove(3);
  const made = await Promise.all(people.map(({ page }) => connectionsMade(page)));
  for (const { page } of people) await keepHistory(page);
  const { port } = server;
  await server.stop('SIGKILL');
  for (const { page } of people) await page.waitForSelector('.status:not([data-connection="connected"])');
  for (const person of people) await person.seesPeopleMove(3);
  server = await startMoim([...args(), '--listen', `127.0.0.1:${port}`]);
  for (const person of people) await isConnected(person);
  for (const person of people) await person.seesPeopleMove(3);
  for (const { page } of people) assert.deepEqual((await history(page)).counts, [3]);
  assert.deepEqual(await Promise.all(people.map(({ page }) => connectionsMade(page))), made);
});

test('a frozen browser is shown as reconnecting, then it is gone; back to life it returns to its place', async () => {
  const frozen = await startChromium();
  try {
    const ann = await enters(`${base()}/r/frozen`, 'Ann');
    await enters(`${base()}/r/frozen`, 'Ben', frozen);
    await ann.seesPeopleMove(1);
    const { pid } = frozen.process();
    process.kill(-pid, 'SIGSTOP');
    try {
      await ann.seesTile('Ben', 'reconnecting');
      await ann.seesPeople(0);
    } finally {
      process.kill(-pid, 'SIGCONT');
    }
    await ann.seesPeopleMove(1);
  } finally {
    const [last] = people.splice(1);
    await last?.close();
    await frozen.close();
  }
});

test('a closed tab is gone', async () => {
  const ann = await enters(`${base()}/r/closed`, 'Ann');
  const ben = await enters(`${base()}/r/closed`, 'Ben');
  await ann.seesPeopleMove(1);
  await ben.page.close();
  await ann.seesPeople(0);
});

test('the same place in a second tab: the first says so, and can take it back', async () => {
  const ann = await enters(`${base()}/r/twice`, 'Ann');
  const ben = await enters(`${base()}/r/twice`, 'Ben');
  await ann.seesPeopleMove(1);
  await keepHistory(ann.page);
  const stored = await ben.page.evaluate(() => Object.entries(sessionStorage));
  const second = new Person();
  second.page = await ben.context.newPage();
  second.page.setDefaultTimeout(30_000);
  await second.page.evaluateOnNewDocument((entries) => {
    if (!sessionStorage.length) for (const [key, value] of entries) sessionStorage.setItem(key, value);
  }, stored);
  await second.page.goto(`${base()}/r/twice?lang=en`);
  await second.seesPeopleMove(1);
  await ben.sees('The call goes on in another tab');
  await ann.seesPeopleMove(1);
  await ben.page.bringToFront();
  await ben.press('Bring it back here');
  await ben.seesPeopleMove(1);
  await second.sees('The call goes on in another tab');
  assert.ok((await history(ann.page)).counts.every((count) => count <= 1));
});
