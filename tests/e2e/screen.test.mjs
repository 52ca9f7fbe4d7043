// Shared screens, as Chromium's own capture of a tab gives them: beside the camera, two at once, ended by either way, and
// readable.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { openCard, sharesCard, showsText, standStill } from './support/card.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

// Room for everybody beside a large picture.
const view = { width: 1440, height: 1000 };

let server, browser, card;
let people = [];
before(async () => {
  [server, browser] = await Promise.all([startMoim(), startChromium({ defaultViewport: view, ...sharesCard })]);
});
beforeEach(async () => (card = await openCard(browser)));
afterEach(() => Promise.all([...people.splice(0), card].map((one) => one.close())));
after(() => Promise.all([browser?.close(), server?.stop()]));

// Runs in the page before anything else: keeps what is captured, as the browser does that can end it.
const keepCaptures = `
  window.captured = [];
  const capture = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getDisplayMedia = async (wishes) => {
    const stream = await capture(wishes);
    window.captured.push(...stream.getVideoTracks());
    return stream;
  };`;

/** Three in a room, so that two can share to one who does not; or two. */
async function meet(room, names = ['Ann', 'Ben', 'Cho']) {
  const url = `${server.url.replace('127.0.0.1', 'localhost')}/r/${room}`;
  for (const name of names) people.push(await Person.join(browser, url, name, { prepare: keepCaptures }));
  for (const person of people) await person.seesPeopleMove(names.length - 1);
  return people;
}

test('a screen stands beside the camera of who shares it, and goes when it is ended', async () => {
  const [ann, ben, cho] = await meet('one');
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

test('two screens at once, one of which its browser ends', async () => {
  const [ann, ben, cho] = await meet('two');
  for (const person of [ann, ben]) {
    await person.press('Share screen');
    await person.sees('You are sharing your screen');
  }
  await cho.seesScreensMove(2);
  for (const name of ['Ben', 'Ann']) {
    await cho.press(`${name}’s screen`);
    await cho.page.waitForSelector(`.tile-place[data-role="main"][aria-label^="${name}"]`);
  }
  for (const person of [ann, ben]) await person.seesScreensMove(1);
  // What the browser's own "Stop sharing" does: the track ends, and says so.
  await ann.page.evaluate(() => {
    for (const track of window.captured) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  });
  await cho.seesTile('Ben', 'shared screen');
  await cho.seesScreensMove(1);
  await ann.page.waitForFunction(() => !document.body.innerText.includes('You are sharing your screen'), { polling: 50 });
  people = people.filter((person) => person !== ben);
  await ben.close();
  for (const person of [ann, cho]) await person.seesPeopleMove(1);
});

test('small text on a screen is readable: it arrives point for point, and sharp once nothing moves', async () => {
  const [ann, ben] = await meet('text', ['Ann', 'Ben']);
  await ann.press('Share screen');
  await ben.seesScreensMove(1);
  const text = await standStill(card);
  const shown = await showsText(ben.page, '.stage li[aria-label*="shared screen"] video', text, 0.95);
  assert.deepEqual(shown, { width: 1920, height: 1080 });
});
