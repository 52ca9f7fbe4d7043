// What stands on and beside the stage, in a real browser: keys, figures, the small window and the recording.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { scriptBytes } from '../../bench/client/measure.mjs';
import { startChromium } from './support/browsers.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

let server, browser;
let people = [];
before(async () => {
  [server, browser] = await Promise.all([startMoim(), startChromium()]);
});
afterEach(() => Promise.all(people.splice(0).map((person) => person.close())));
after(() => Promise.all([browser.close(), server.stop()]));

async function joins(room, name) {
  const person = await Person.join(browser, `${server.url.replace('127.0.0.1', 'localhost')}/r/${room}`, name);
  people.push(person);
  return person;
}

/** Opens the menu of the control bar and chooses an entry by its name. */
async function chooses({ page }, entry) {
  await page.locator('::-p-aria([name="More"][role="button"])').click();
  await page.locator(`.menu-item::-p-text(${entry})`).click();
}

/** Waits for something on the page, also while another one is in front. */
const until = ({ page }, about, argument) => page.waitForFunction(about, { polling: 100 }, argument);

test('a call takes no more script than a slow line brings soon, before any panel is opened', async () => {
  const bytes = await scriptBytes(server, browser);
  assert.ok(bytes > 50_000 && bytes <= 180_000, `${bytes} bytes, compressed`);
});

test('keys work with Hangul input on', async () => {
  const ann = await joins('keys', 'Ann');
  await ann.sees('You are the first one here');
  const pressed = (want) =>
    until(
      ann,
      (wanted) => document.querySelector('.toggle[aria-label="Microphone"]')?.getAttribute('aria-pressed') === wanted,
      want,
    );
  await pressed('true');
  // What a keyboard sends while it writes Hangul: the letter of the key, and the same place.
  await ann.page.evaluate(() =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ㅇ', code: 'KeyD', ctrlKey: true, bubbles: true, cancelable: true }),
    ),
  );
  await pressed('false');
});

test('the figures of a call are shown, and copied without names and addresses', async () => {
  const ann = await joins('figures', 'Ann');
  await joins('figures', 'Ben');
  await ann.seesPeopleMove(1);
  await chooses(ann, 'Connection details');
  await until(ann, () => document.querySelector('.stats-person .stats-streams'));
  await ann.page.evaluate(() => {
    navigator.clipboard.writeText = (text) => {
      window.copied = text;
      return Promise.resolve();
    };
  });
  await ann.press('Copy as JSON');
  await until(ann, () => window.copied);
  const copied = await ann.page.evaluate(() => window.copied);
  const { call, people: others } = JSON.parse(copied);
  assert.equal(others.length, 1);
  // What the one who looks after the server finds in its log.
  assert.ok(call.length >= 10 && server.log.includes(`call ${call}`), `${call} is not in the log`);
  assert.doesNotMatch(copied, /Ben|\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|\.local/);
  await ann.page.keyboard.press('Escape');
  await until(ann, () => !document.querySelector('.panel'));
});

test('the call goes on in a small window, and closing that gives the focus back', async (t) => {
  const ann = await joins('small', 'Ann');
  await joins('small', 'Ben');
  await ann.seesPeopleMove(1);
  if (!(await ann.page.evaluate(() => 'documentPictureInPicture' in window))) {
    t.skip('this browser has no windows above others');
    return;
  }
  await chooses(ann, 'Small window');
  await until(ann, () => window.documentPictureInPicture.window?.document.querySelector('.picture video')?.videoWidth > 0);
  await ann.page.evaluate(() => window.documentPictureInPicture.window.document.querySelector('[aria-label=Camera]').click());
  await until(ann, () => document.querySelector('.controls [aria-label=Camera]').getAttribute('aria-pressed') === 'false');
  await ann.page.evaluate(() => window.documentPictureInPicture.window.close());
  await until(ann, () => document.activeElement?.getAttribute('aria-label') === 'More');
  ann.assertContent();
});

test('a recording is told to everybody and ends in a file that plays', async () => {
  const ann = await joins('recorded', 'Ann');
  const ben = await joins('recorded', 'Ben');
  await ann.seesPeopleMove(1);
  const folder = await mkdtemp(join(tmpdir(), 'moim-e2e-recording-'));
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    browserContextId: ann.context.id,
    eventsEnabled: true,
  });
  const saved = new Promise((resolve) => {
    session.on('Browser.downloadProgress', ({ state }) => state === 'completed' && resolve());
  });
  await chooses(ann, 'Record the call');
  await ann.press('Start recording');
  await ben.sees('This call is being recorded by Ann');
  // Some of it is on the disk before it is ended: that is what a closed tab would leave.
  await until(ann, async () => {
    const root = await navigator.storage.getDirectory();
    const kept = await root.getDirectoryHandle('recordings', { create: true });
    for await (const file of kept.values()) if ((await file.getFile()).size > 50_000) return true;
    return false;
  });
  await ann.press('Stop and save');
  await saved;
  await until(ben, () => !document.body.innerText.includes('being recorded'));
  const [name] = await readdir(folder);
  assert.match(name, /^moim-recorded-.*\.(webm|mp4)$/);
  const bytes = (await readFile(join(folder, name))).toString('base64');
  const played = await ben.page.evaluate(async (data) => {
    const octets = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const video = document.createElement('video');
    video.muted = true;
    video.src = URL.createObjectURL(new Blob([octets]));
    await video.play();
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    return { width: video.videoWidth, height: video.videoHeight, sound: video.mozHasAudio ?? video.webkitAudioDecodedByteCount !== undefined };
  }, bytes);
  assert.deepEqual(played, { width: 1280, height: 720, sound: true });
  ann.assertContent();
});
