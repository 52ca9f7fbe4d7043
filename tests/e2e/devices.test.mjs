// Devices as they are: whatever getUserMedia says, there is a reason in words and a way into the room.
import { after, afterEach, before, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

let server, browser;
let people = [];
before(async () => ([server, browser] = await Promise.all([startMoim(), startChromium()])));
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
