// How a full chat takes what is typed into it.
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { Person } from '../../tests/e2e/support/person.mjs';
import { patience } from './person.mjs';

const io = createRequire(new URL('../../tests/e2e/package.json', import.meta.url))('socket.io-client-2.3.0');

/** What the chat of the client keeps. */
export const messages = 1000;
/** As many as the server takes from one person at once. */
const burst = 10;
/** Between two keys, in milliseconds: somebody who types fast. */
const pause = 60;
/** What is written by others meanwhile: one message for so many keys. */
const keysPerMessage = 15;
/** Shorter events browsers do not tell; they are taken to be as long. */
const shortest = 16;

const room = 'typing';

/** Somebody without a browser in the room, who only writes. */
async function writer(server, name) {
  const socket = io(server.url, { transports: ['websocket'], forceNew: true });
  const ask = (event, payload) => new Promise((resolve) => socket.emit(event, payload, resolve));
  await ask('join_room', { room, email: name });
  const write = async (text) => {
    const { ok, error } = await ask('chat', { text, key: text });
    if (!ok) throw new Error(`a message was not taken: ${error}`);
  };
  return { write, leave: () => socket.close() };
}

async function fill(server) {
  for (let written = 0; written < messages; ) {
    const one = await writer(server, `writer ${written / burst}`);
    for (let n = 0; n < burst; ++n) await one.write(`message ${++written}, see https://example.org/${written}`);
    one.leave();
  }
}

// Runs in the page: notes how long each key took until what it changed was drawn.
function observe(durationThreshold) {
  window.keyTimes = [];
  const note = ({ name, duration }) => name === 'keydown' && window.keyTimes.push(duration);
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: 'event', durationThreshold });
}

/** Types `count` letters beside a thousand messages, while others write: milliseconds from each key to its picture. */
export async function typing({ server, browser, count }) {
  const person = await Person.join(browser, `${server.url.replace('127.0.0.1', 'localhost')}/r/${room}`, 'reader', { patience });
  await person.press(person.words('chat.heading'));
  await person.page.waitForSelector('.composer-input');
  await fill(server);
  await person.page.waitForFunction((all) => document.querySelectorAll('.chat-message').length === all, { polling: 100 }, messages);
  const other = await writer(server, 'other');
  await person.page.focus('.composer-input');
  await person.page.evaluate(observe, shortest);
  for (let key = 1; key <= count; ++key) {
    if (key % keysPerMessage === 0) await other.write(`meanwhile ${key}`);
    await person.page.keyboard.press('a');
    await wait(pause);
  }
  const told = await person.page.evaluate(() => window.keyTimes);
  other.leave();
  await person.close();
  return [...told, ...Array.from({ length: Math.max(0, count - told.length) }, () => shortest)];
}
