// Every screen against axe, in both languages and themes, and the journey by keyboard alone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

/** Entries of the menu, and what is there once they are chosen. */
const LAYERS = [
  ['invite.open', 'dialog[open]'],
  ['call.settings', 'dialog[open]'],
  ['help.heading', 'dialog[open]'],
  ['record.menu', 'dialog[open]'],
  ['stats.heading', '.panel .stats-footer'],
];

/** How a browser refuses a device, and which words tell of it. */
const DEVICE_ERRORS = { NotAllowedError: 'denied', NotFoundError: 'not_found', NotReadableError: 'busy' };

let server, browser, axe;
before(async () => {
  [server, browser, axe] = await Promise.all([
    startMoim(['--max-participants', '2']),
    // The audit is injected from outside; the page's own policy would refuse it.
    startChromium({ args: ['--disable-web-security'] }),
    readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
  ]);
});
after(() => Promise.all([browser.close(), server.stop()]));

/** What axe finds in both themes, on the page as it is. */
async function audit(person, what) {
  const { page, lang } = person;
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  for (const theme of ['light', 'dark']) {
    await look(page, theme);
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
    );
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${what}, ${lang}, ${theme}: ${id}: ${nodes.map((node) => node.html).join(' | ')}`),
      [],
    );
  }
}

/** Without motion, or colours still on their way to the other theme would be measured. */
async function look(page, theme) {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, {}, theme);
}

/** Runs in the page before it loads: every request for a device fails like this. */
const refuseDevices = (name) =>
  `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '${name}'));`;

/** People of one language, in rooms of their own, who are gone at the end. */
async function inLanguage(lang, journey) {
  const base = server.url.replace('127.0.0.1', 'localhost');
  const people = [];
  const open = async (path, options) => {
    const person = await Person.open(browser, base + path, { lang, ...options });
    people.push(person);
    return person;
  };
  try {
    await journey(open);
  } finally {
    for (const person of people) await person.close();
  }
}

/** A dialog takes every click until it is gone. */
async function dismiss({ page }, layer) {
  await page.keyboard.press('Escape');
  await page.waitForSelector(layer, { hidden: true });
}

const nameField = (person) => `::-p-aria([name="${person.words('lobby.name')}"][role="textbox"])`;

/** Text of a size, as people set it in their browser. */
async function setText(page, percent) {
  const session = await page.createCDPSession();
  const standard = (16 * percent) / 100;
  await session.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
  await page.waitForFunction((wanted) => getComputedStyle(document.documentElement).fontSize === `${wanted}px`, {}, standard);
}

/** Nothing is beyond the edge of a phone, and the controls of a call stand in one line. */
async function fitsPhones({ page, lang }, what) {
  for (const width of [768, 390, 360, 320]) {
    await page.setViewport({ width, height: 740 });
    await page.waitForFunction((wanted) => window.innerWidth === wanted, {}, width);
    const found = await page.evaluate(() => {
      const shown = [...document.querySelectorAll('button, input, select, textarea')].filter((element) => element.checkVisibility());
      const beyond = shown.filter((element) => {
        const { left, right, bottom } = element.getBoundingClientRect();
        // A call stands still: what is below its edge could not be reached by scrolling.
        const low = element.closest('.controls, .composer') && bottom > innerHeight + 1;
        return left < -1 || right > innerWidth + 1 || low;
      });
      const lines = new Set(shown.filter((element) => element.closest('.controls-bar')).map((element) => element.getBoundingClientRect().top));
      const { scrollWidth } = document.documentElement;
      return { wide: Math.max(0, scrollWidth - innerWidth), beyond: beyond.map((element) => element.outerHTML), lines: Math.max(1, lines.size) };
    });
    assert.deepEqual(found, { wide: 0, beyond: [], lines: 1 }, `${what}, ${lang}, ${width} px`);
  }
}

for (const lang of ['en', 'ko']) {
  test(`no screen breaks a rule of WCAG 2.2 AA: ${lang}`, () =>
    inLanguage(lang, async (open) => {
      await audit(await open('/'), 'home');
      const ann = await open(`/r/audit-${lang}`);
      await ann.page.waitForSelector(nameField(ann));
      await audit(ann, 'lobby');
      await ann.press(ann.words('test.open'));
      // Only a finished test has something to copy.
      await ann.page.waitForSelector(`dialog[open] ::-p-aria([name="${ann.words('test.copy')}"][role="button"])`);
      await audit(ann, 'connection test');
      await dismiss(ann, 'dialog[open]');
      await ann.enter('Ann');
      await ann.sees(ann.words('call.alone_heading'));
      await audit(ann, 'alone');
      const ben = await open(`/r/audit-${lang}`);
      await ben.enter('Ben');
      await ben.seesTile('Ann');
      await audit(ben, 'call');
      const eve = await open(`/r/audit-${lang}`);
      await eve.enter('Eve');
      await eve.sees(eve.words('full.heading'));
      await audit(eve, 'full');
      await ben.press(ben.words('call.leave'));
      await ben.sees(ben.words('left.heading'));
      await audit(ben, 'left');
    }));

  test(`no panel and no door breaks a rule of WCAG 2.2 AA: ${lang}`, () =>
    inLanguage(lang, async (open) => {
      const ann = await open(`/r/manners-${lang}`);
      await ann.enter('Ann', { devices: false });
      await ann.sees(ann.words('call.alone_heading'));
      await ann.press(ann.words('chat.heading'));
      await ann.sees(ann.words('chat.empty'));
      await audit(ann, 'chat');
      await ann.press(ann.words('people.heading'));
      await ann.page.waitForSelector('.people-list');
      await audit(ann, 'people');
      for (const [entry, inside] of LAYERS) {
        await ann.press(ann.words('call.more'));
        await ann.choose(ann.words(entry));
        await ann.page.waitForSelector(inside);
        await audit(ann, entry);
        await dismiss(ann, inside);
      }
      await ann.press(ann.words('people.heading'));
      await ann.press(ann.words('room.open'));
      await ann.page.locator(`::-p-aria([name="${ann.words('room.lobby')}"][role="switch"])`).click();
      await audit(ann, 'room settings');
      await dismiss(ann, 'dialog[open]');
      const ben = await open(`/r/manners-${lang}`);
      await ben.enter('Ben', { devices: false });
      await ben.sees(ben.words('waiting.heading'));
      await audit(ben, 'waiting');
      const refuse = ann.words('people.deny_named', { name: 'Ben' });
      await ann.page.waitForSelector(`::-p-aria([name="${refuse}"][role="button"])`);
      await audit(ann, 'people with somebody at the door');
      await ann.press(refuse);
      await ben.sees(ben.words('refused.denied.heading'));
      await audit(ben, 'denied');
    }));

  for (const percent of [100, 200])
    test(`text of ${percent} % loses nothing on a phone: ${lang}`, () =>
      inLanguage(lang, async (open) => {
        const ann = await open(`/r/large-${percent}-${lang}`);
        await setText(ann.page, percent);
        await ann.page.waitForSelector(nameField(ann));
        await fitsPhones(ann, 'lobby');
        await ann.enter('Ann');
        await ann.sees(ann.words('call.alone_heading'));
        await fitsPhones(ann, 'call');
        await ann.press(ann.words('chat.heading'));
        await ann.sees(ann.words('chat.empty'));
        await fitsPhones(ann, 'chat');
        await dismiss(ann, '.panel');
        // What the line has no room for is in the menu, and beside the reactions.
        await ann.press(ann.words('react.heading'));
        await ann.press(ann.words('hand.name'));
        await ann.press(ann.words('call.more'));
        await ann.choose(ann.words('people.heading'));
        await ann.page.waitForSelector('.people-list');
        await fitsPhones(ann, 'people');
      }));

  test(`nothing that is missing breaks a rule of WCAG 2.2 AA: ${lang}`, () =>
    inLanguage(lang, async (open) => {
      for (const [name, kind] of Object.entries(DEVICE_ERRORS)) {
        const person = await open(`/r/missing-${lang}`, { prepare: refuseDevices(name) });
        // This browser has permission: the page asks for the devices by itself.
        await person.sees(person.words(`issue.text.${kind}`));
        await audit(person, kind);
      }
      const old = await open('/r/old', { prepare: 'delete window.RTCPeerConnection;' });
      await old.sees(old.words('unsupported.heading'));
      await audit(old, 'unsupported');
      // Looks like the link to a room, so the server gives the client; but no text has these octets.
      const lost = await open('/r/%ff');
      await lost.sees(lost.words('missing.heading'));
      await audit(lost, 'no such page');
    }));
}

test('the whole journey works by keyboard alone', async () => {
  const person = await Person.open(browser, server.url.replace('127.0.0.1', 'localhost'));
  const { page } = person;
  const focus = async (name) => {
    for (let presses = 0; presses < 40; ++presses) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const { activeElement: element, body } = document;
        // Nothing has the focus; the whole page would answer to every name.
        if (element === body) return '';
        return element?.getAttribute('aria-label') ?? element?.labels?.[0]?.innerText ?? element?.innerText ?? '';
      });
      if (focused.includes(name)) return;
    }
    assert.fail(`${name} was not reached with Tab`);
  };
  await focus('New room');
  await page.keyboard.press('Enter');
  // The first page has a text field too: the room's own must be there before anything is typed.
  await page.waitForSelector('::-p-aria([name="Your name"][role="textbox"])');
  await focus('Your name');
  await page.keyboard.type('Ann');
  await page.keyboard.press('Enter');
  await person.sees('You are the first one here');
  await focus('Microphone');
  const pressed = () => page.evaluate(() => document.activeElement.getAttribute('aria-pressed'));
  const before = await pressed();
  await page.keyboard.press('Enter');
  await page.waitForFunction((old) => document.activeElement.getAttribute('aria-pressed') !== old, {}, before);
  await focus('Leave');
  await page.keyboard.press('Enter');
  await person.sees('You left the room');
  await person.close();
});
