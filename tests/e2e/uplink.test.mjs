// What leaves a browser in a mesh stays under the cap, at every number of people.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { bytesSent, sendingLimits, watchConnections } from './support/history.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

const PICTURE = { 2: 1_500_000, 3: 800_000, 4: 500_000 };
const TOTAL = 2_500_000;

let server, browser;
before(async () => ([server, browser] = await Promise.all([startMoim(), startChromium()])));
after(() => Promise.all([browser.close(), server.stop()]));

test('the limits are those of the number of people, and what is sent stays under them', async () => {
  const url = `${server.url.replace('127.0.0.1', 'localhost')}/r/uplink`;
  const people = [];
  for (const label of ['Ann', 'Ben', 'Cho', 'Dan']) {
    people.push(await Person.join(browser, url, label, { prepare: watchConnections }));
    const count = people.length;
    if (count < 2) continue;
    for (const person of people) await person.seesPeopleMove(count - 1);
    for (const { page } of people) {
      await page.waitForFunction(
        (copies, most) => {
          const open = window.connections.filter(({ connectionState }) => connectionState === 'connected');
          const limits = open.map((connection) => connection.getSenders()[1].getParameters().encodings[0]?.maxBitrate);
          return limits.length === copies && limits.every((limit) => limit === most);
        },
        { polling: 100 },
        count - 1,
        PICTURE[count],
      );
      const sum = (await sendingLimits(page)).flat().reduce((total, limit) => total + (limit ?? 0), 0);
      assert.ok(sum <= TOTAL, `${count} people may send ${sum} bit/s`);
    }
    const [{ page }] = people;
    const start = await bytesSent(page);
    for (let round = 0; round < 8; ++round) await people[0].seesPeopleMove(count - 1);
    const end = await bytesSent(page);
    const rate = ((end.bytes - start.bytes) * 8 * 1_000) / (end.at - start.at);
    assert.ok(rate <= TOTAL, `${count} people: ${Math.round(rate)} bit/s`);
  }
  for (const person of people) await person.close();
});
