// Firefox where there is more to a call than pictures: a host with manners, and a seat that outlives a reload.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { startChromium, startFirefox } from './support/browsers.mjs';
import { keepCounts, history } from './support/history.mjs';
import { decides, flips, named, reads, removes } from './support/host.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

let server, chromium, firefox;
let people = [];
before(async () => ([server, chromium, firefox] = await Promise.all([startMoim(), startChromium(), startFirefox()])));
afterEach(() => Promise.all(people.splice(0).map((person) => person.close())));
after(() => Promise.all([chromium?.close(), firefox?.close(), server?.stop()]));

async function comes(browser, room, name, options) {
  const person = await Person.join(browser, `${server.url.replace('127.0.0.1', 'localhost')}/r/${room}`, name, options);
  people.push(person);
  return person;
}

async function writes({ page }, message) {
  await page.locator(named('textbox', 'Message to everybody')).fill(message);
  await page.locator(named('button', 'Send')).click();
}

const silent = { devices: false };
for (const [what, hosts, guests] of [
  ['a host in Chromium and a guest in Firefox', () => chromium, () => firefox],
  ['a host in Firefox and a guest in Chromium', () => firefox, () => chromium],
]) {
  test(`${what}: they chat, the room is locked, and the guest is removed`, async () => {
    const room = what.replaceAll(' ', '-');
    const ann = await comes(hosts(), room, 'Ann', silent);
    await ann.sees('You are the first one here');
    const ben = await comes(guests(), room, 'Ben', silent);
    for (const person of [ann, ben]) {
      await person.seesPeople(1);
      await person.press('Chat');
    }
    await writes(ben, '안녕하세요');
    await reads(ann, '안녕하세요');
    await writes(ann, 'hello <b>Ben</b>');
    await reads(ben, 'hello <b>Ben</b>');
    await decides(ann, flips('Lock the room'));
    const eve = await comes(guests(), room, 'Eve', silent);
    await eve.sees('This room is locked');
    await removes(ann, 'Ben');
    await ben.sees('A host removed you from this room');
    await ann.seesPeople(0);
  });
}

test('a seat in Firefox outlives reloads, with its name and what is muted, and nobody sees two', async () => {
  const ann = await comes(chromium, 'seat', 'Ann');
  const ben = await comes(firefox, 'seat', 'Ben');
  await ann.seesPeopleMove(1);
  await ben.press('Microphone');
  await ann.seesTile('Ben', 'microphone off', 'camera on');
  await keepCounts(ann.page);
  for (let round = 0; round < 2; ++round) {
    await ben.page.reload();
    await ben.seesPeopleMove(1);
    await ann.seesPeopleMove(1);
    await ann.seesTile('Ben', 'microphone off', 'camera on');
  }
  assert.ok((await history(ann.page)).counts.every((count) => count <= 1));
});
