// Devices as they are: whatever getUserMedia says, there is a reason in words and a way into the room; and in a call what
// is switched off is off, and what is changed, unplugged or refused is met without the others noticing.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { connectionsMade, history, keepHistory, watchConnections } from './support/history.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

let server, browser;
let people = [];
// Cameras to change to; the second of these films depth, which nobody can see.
const cameras = { args: ['--use-fake-device-for-media-stream=device-count=3,fps=15'] };
before(async () => ([server, browser] = await Promise.all([startMoim(), startChromium(cameras)])));
afterEach(() => Promise.all(people.splice(0).map((person) => person.close())));
after(() => Promise.all([browser.close(), server.stop()]));

const room = (name) => `${server.url.replace('127.0.0.1', 'localhost')}/r/${name}`;

// Runs in the page before anything else: getUserMedia fails with the error of that name.
const failing = (name, message) =>
  `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException(${JSON.stringify(message)}, ${JSON.stringify(name)}));`;

const failures = [
  ['denied in the page', 'NotAllowedError', 'Permission denied', 'It was blocked for this site'],
  ['denied by the system', 'NotAllowedError', 'Permission denied by system', 'The block is in the system settings'],
  ['not there', 'NotFoundError', 'Requested device not found', 'Plug one in'],
  ['busy', 'NotReadableError', 'Could not start video source', 'Close other calls'],
  ['of another kind', 'OverconstrainedError', '', 'It may be unplugged or not support the picture size'],
];
for (const [what, name, message, words] of failures) {
  test(`with devices ${what}, the page says so and lets one in all the same`, async () => {
    const person = await Person.open(browser, room('failures'), { prepare: failing(name, message) });
    people.push(person);
    // Where the browser has granted devices before, the page asks for them by itself.
    await Promise.any([person.press('Turn on camera and microphone').then(() => person.sees(words)), person.sees(words)]);
    await person.enter('Ann', { devices: false });
    await person.sees('Only you so far');
  });
}

test('without mediaDevices the page says what is missing instead of staying blank', async () => {
  const person = await Person.open(browser, room('none'), {
    prepare: "Object.defineProperty(navigator, 'mediaDevices', { value: undefined });",
  });
  people.push(person);
  await person.page.waitForFunction(() => document.querySelector('h1')?.innerText.length > 0);
  person.assertContent();
});

test('without RTCPeerConnection the page says what is missing', async () => {
  const person = await Person.open(browser, room('none'), { prepare: 'delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection;' });
  people.push(person);
  await person.sees('This browser cannot make calls');
});

/** Runs in the page before anything else: it was opened elsewhere. */
const elsewhere = (place) => `
  for (const [owner, name, value] of [
    [navigator, 'mediaDevices', undefined],
    ${place.agent ? `[navigator, 'userAgent', ${JSON.stringify(place.agent)}],` : "[window, 'isSecureContext', false],"}
  ])
    Object.defineProperty(owner, name, { value });`;

const apps = ['KAKAOTALK 10.4.5', 'NAVER(inapp; search; 1000; 12.1)', 'Line/13.1.0/IAB', 'Instagram 300.0', '[FB_IAB/FB4A;FBAV/400.0;]'];
test('where another app shows the page without devices, and where the address is not secure, the way on is told', async () => {
  for (const app of apps) {
    const person = await Person.open(browser, room('app'), { prepare: elsewhere({ agent: `Mozilla/5.0 (Linux; Android 14) ${app}` }) });
    people.push(person);
    await person.page.waitForSelector('a[href^="kakaotalk:"], a[href^="intent:"], a[href*="openExternalBrowser=1"]');
    person.assertContent();
  }
  const person = await Person.open(browser, room('insecure'), { prepare: elsewhere({}) });
  people.push(person);
  await person.sees(person.words('insecure.heading'));
  assert.equal(await person.page.$eval('main a[href^="https:"]', ({ host }) => host), new URL(room('insecure')).host);
});

/** Runs in the page before anything else: one kind of device is not there. */
const without = (kind) => `
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (wishes) =>
    wishes.${kind} ? Promise.reject(new DOMException('', 'NotFoundError')) : ask(wishes);`;

test('one joins with a microphone alone, with a camera alone, and by a name that is remembered', async () => {
  const ann = await Person.join(browser, room('some'), 'Ann', { devices: false });
  people.push(ann);
  for (const [name, missing, state] of [
    ['Ben', 'video', ['microphone on', 'camera off']],
    ['Cho', 'audio', ['microphone off', 'camera on']],
  ]) {
    const person = await Person.open(browser, room('some'), { prepare: without(missing) });
    people.push(person);
    await person.sees(person.words('issue.text.not_found'));
    await person.enter(name, { devices: false });
    await ann.seesTile(name, ...state);
  }
  await ann.press('Leave');
  await ann.sees(ann.words('left.heading'));
  await ann.page.goto(`${room('some')}?lang=en`);
  await ann.press('Join');
  await people[1].seesTile('Ann');
});

// Runs in the page before anything else: a device can be unplugged.
const pluggable = `
  ${watchConnections}
  const { mediaDevices } = navigator;
  const [ask, list] = [mediaDevices.getUserMedia.bind(mediaDevices), mediaDevices.enumerateDevices.bind(mediaDevices)];
  let [away, tracks] = ['', []];
  mediaDevices.getUserMedia = async (wishes) => {
    if (away !== '' && wishes.video?.deviceId?.exact === away) throw new DOMException('', 'OverconstrainedError');
    const { deviceId, ...video } = wishes.video ?? {};
    const stream = await ask(away !== '' && deviceId?.ideal === away ? { ...wishes, video } : wishes);
    tracks.push(...stream.getTracks());
    return stream;
  };
  mediaDevices.enumerateDevices = async () => (await list()).filter(({ deviceId }) => deviceId !== away);
  window.unplug = (id) => {
    away = id;
    for (const track of tracks.filter((one) => one.readyState === 'live' && one.getSettings().deviceId === id)) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    mediaDevices.dispatchEvent(new Event('devicechange'));
  };`;

/** Waits until what is sent comes from that camera. */
const films = ({ page }, id) =>
  page.waitForFunction((wanted) => window.connections.at(-1).getSenders()[1].track?.getSettings().deviceId === wanted, { polling: 50 }, id);

test('another camera, one that is unplugged and one that comes back change nothing for the others but the picture', async (t) => {
  const ann = await Person.join(browser, room('cameras'), 'Ann', { prepare: watchConnections });
  const ben = await Person.join(browser, room('cameras'), 'Ben', { prepare: pluggable });
  people.push(ann, ben);
  for (const person of people) await person.seesPeopleMove(1);
  await keepHistory(ann.page);
  const made = await connectionsMade(ann.page);
  for (const { page } of people)
    await page.evaluate(() => {
      window.negotiated = 0;
      for (const connection of window.connections) connection.addEventListener('signalingstatechange', () => ++window.negotiated);
    });
  await ben.press('More');
  await ben.choose('Devices');
  const picker = await ben.page.waitForSelector('dialog[open] ::-p-aria([name="Camera"][role="combobox"])');
  const [first, , second] = await picker.evaluate((select) => [...select.options].map(({ value }) => value).filter((value) => value !== ''));
  await films(ben, first);
  await picker.select(second);
  await films(ben, second);
  await ann.seesPeopleMove(1);
  await ben.page.evaluate((id) => window.unplug(id), second);
  await films(ben, first);
  await ann.seesPeopleMove(1);
  await ben.page.evaluate(() => window.unplug(''));
  await films(ben, second);
  await ann.seesPeopleMove(1);
  for (const { page } of people) assert.equal(await page.evaluate(() => window.negotiated), 0);
  assert.equal(await connectionsMade(ann.page), made);
  t.diagnostic(`the picture stood still for ${Math.round((await history(ann.page)).longestGap)} ms at the most`);
});

// Runs in the page: true once two seconds came in without, or with, any sound in them.
async function hears(loud) {
  const sum = { energy: 0, seconds: 0 };
  for (const connection of window.connections)
    for (const report of (await connection.getStats()).values()) {
      if (report.type !== 'inbound-rtp' || report.kind !== 'audio') continue;
      sum.energy += report.totalAudioEnergy;
      sum.seconds += report.totalSamplesDuration;
    }
  window.heardBefore ??= sum;
  const found = sum.energy > window.heardBefore.energy;
  const long = sum.seconds - window.heardBefore.seconds >= 2;
  if (found || long) window.heardBefore = undefined;
  return loud ? found : long && !found;
}

test('a microphone that is off is not heard at all', async () => {
  const ann = await Person.join(browser, room('silence'), 'Ann', { devices: false, prepare: watchConnections });
  const ben = await Person.join(browser, room('silence'), 'Ben');
  people.push(ann, ben);
  await ann.page.waitForFunction(hears, { polling: 100 }, true);
  await ben.press('Microphone');
  await ann.page.waitForFunction(hears, { polling: 100 }, false);
  await ben.press('Microphone');
  await ann.page.waitForFunction(hears, { polling: 100 }, true);
});

test('where sound may only begin with a touch, one touch begins all of it', { timeout: 90_000 }, async () => {
  const strict = await startChromium({
    without: ['--autoplay-policy=no-user-gesture-required'],
    args: ['--autoplay-policy=document-user-activation-required'],
  });
  try {
    const ann = await Person.join(browser, room('touch'), 'Ann');
    people.push(ann);
    // The page tells by itself: whatever is asked of it from here counts as a touch.
    const prepare = `
      window.outputs = [];
      const Real = Audio;
      window.Audio = class extends Real { constructor() { super(); window.outputs.push(this); } };
      const tell = () => document.querySelector('.tap-to-hear') && console.log('blocked', window.outputs.map(({ paused }) => paused).join());
      new MutationObserver(tell).observe(document, { childList: true, subtree: true });`;
    const ben = await Person.join(strict, room('touch'), 'Ben', { devices: false, prepare });
    await ben.seesPeopleMove(1);
    const told = new Promise((resolve) => ben.page.on('console', (line) => line.text().startsWith('blocked') && resolve(line.text())));
    // Back in the call without a touch: that of the page before would hold for a mere reload.
    const there = ben.page.url();
    await ben.page.goto('about:blank');
    await ben.page.goto(there);
    assert.equal(await told, 'blocked true');
    await ben.page.locator('.tap-to-hear').click();
    await ben.page.waitForFunction(() => window.outputs.every(({ paused }) => !paused) && !document.querySelector('.tap-to-hear'));
  } finally {
    await strict.close();
  }
});
