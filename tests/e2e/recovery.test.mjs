// What goes on when the connection to the server does not.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';
import { history, keepCounts, watchConnections } from './support/history.mjs';
import { reads } from './support/host.mjs';
import { startWire } from './support/wire.mjs';

let server, browser;
let people = [];
before(async () => ([server, browser] = await Promise.all([startMoim(), startChromium()])));
afterEach(() => Promise.all(people.splice(0).map((person) => person.close())));
after(() => Promise.all([browser.close(), server.stop()]));

test('when the server restarts under a call, everybody is back in one room without a click', async () => {
  const url = `${server.url.replace('127.0.0.1', 'localhost')}/r/restart`;
  for (const label of ['Ann', 'Ben', 'Cho']) people.push(await Person.join(browser, url, label));
  for (const person of people) await person.seesPeopleMove(2);

  const { port } = server;
  await server.stop('SIGKILL');
  for (const person of people) await person.page.waitForSelector('.status:not([data-connection="connected"])');
  server = await startMoim(['--listen', `127.0.0.1:${port}`]);
  for (const person of people) await person.page.waitForSelector('.status[data-connection="connected"]');
  for (const person of people) await person.seesPeopleMove(2);
});

// Runs in the page before anything else: counts the offers that came while one of its own was on the way.
const countCrossed = `
  window.crossed = 0;
  ${watchConnections}
  const set = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (description) {
    if (description?.type === 'offer' && this.signalingState === 'have-local-offer') ++window.crossed;
    return set.call(this, description);
  };`;

test('offers that cross, again and again, end in one stable connection with each', async (t) => {
  const url = `${server.url.replace('127.0.0.1', 'localhost')}/r/crossed`;
  for (const label of ['Ann', 'Ben', 'Cho']) people.push(await Person.join(browser, url, label, { prepare: countCrossed }));
  for (const person of people) await person.seesPeopleMove(2);
  for (const { page } of people) await keepCounts(page);
  for (let round = 0; round < 10; ++round) {
    // As if all of them came to another network at the same moment.
    await Promise.all(people.map(({ page }) => page.evaluate(() => window.dispatchEvent(new Event('online')))));
    for (const { page } of people)
      await page.waitForFunction(
        () => {
          const open = window.connections.filter(({ connectionState }) => connectionState !== 'closed');
          return open.length === 2 && open.every((one) => one.signalingState === 'stable' && one.connectionState === 'connected');
        },
        { polling: 20 },
      );
  }
  for (const person of people) await person.seesPeopleMove(2);
  for (const { page } of people) assert.deepEqual((await history(page)).counts, [2]);
  const crossed = await Promise.all(people.map(({ page }) => page.evaluate(() => window.crossed)));
  t.diagnostic(`${crossed.join(' + ')} offers crossed`);
});

test('what a host asks for and writes while the socket is away is said to wait, and done when it is back', async () => {
  const wire = await startWire(server.port);
  try {
    const ann = await Person.join(browser, `${wire.url}/r/asked`, 'Ann');
    people.push(ann);
    await ann.page.setViewport({ width: 1280, height: 800 });
    const ben = await Person.join(browser, `${server.url.replace('127.0.0.1', 'localhost')}/r/asked`, 'Ben');
    people.push(ben);
    await ann.seesPeopleMove(1);
    await ben.press(ben.words('chat.heading'));
    // What a panel is made of comes from the server, too, the first time.
    await ann.press(ann.words('chat.heading'));
    await ann.page.locator('.composer-input').fill('soon');
    await ann.press(ann.words('people.heading'));
    await ann.sees(ann.words('people.mute_all'));
    wire.cut();
    await ann.page.waitForSelector('.status:not([data-connection="connected"])');
    await ann.press(ann.words('people.mute_all'));
    await ann.press(ann.words('hand.name'));
    await ann.sees(ann.words('state.queued_other', { count: 2 }));
    await ann.press(ann.words('chat.heading'));
    await ann.press(ann.words('chat.send'));
    await ann.sees(ann.words('chat.held'));
    wire.mend();
    await reads(ben, 'soon');
    await ben.seesTile('Ann', ben.words('tile.hand', { place: 1 }));
    await ann.seesTile('Ben', ann.words('tile.microphone.off'));
    await ann.page.waitForFunction((text) => !document.body.innerText.includes(text), { polling: 50 }, ann.words('chat.sending'));
  } finally {
    wire.close();
  }
});
