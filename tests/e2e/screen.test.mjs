// Shared screens, as Chromium's own capture gives them.
import { after, afterEach, before, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

let server, browser;
let people = [];
before(async () => ([server, browser] = await Promise.all([startMoim(), startChromium()])));
afterEach(() => Promise.all(people.splice(0).map((person) => person.close())));
after(() => Promise.all([browser?.close(), server?.stop()]));

/** Three in a room. */
async function three(room) {
  const url = `${server.url.replace('127.0.0.1', 'localhost')}/r/${room}`;
  for (const name of ['Ann', 'Ben', 'Cho']) people.push(await Person.join(browser, url, name));
  for (const person of people) await person.seesPeopleMove(2);
  return people;
}

test('a screen stands beside the camera of who shares it, and goes when it is ended', async () => {
  const [ann, ben, cho] = await three('one');
  await ann.press('Share screen');
  for (const person of [ben, cho]) {
    await person.seesScreensMove(1);
    await person.seesTile('Ann', 'camera on');
    // Two cameras and a screen.
    await person.seesPeopleMove(3);
  }
  await ann.press('Stop sharing');
  for (const person of [ben, cho]) await person.seesPeopleMove(2);
  for (const person of people) person.assertContent();
});
