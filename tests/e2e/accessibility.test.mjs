// Every screen against axe, in both languages and themes, and the journey by keyboard alone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { Person } from './support/person.mjs';
import { startMoim } from './support/process.mjs';

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

async function audit(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
  );
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes.map((node) => node.html).join(' | ')}`),
    [],
  );
}

test('no screen breaks a rule of WCAG 2.2 AA', async () => {
  const base = server.url.replace('127.0.0.1', 'localhost');
  for (const theme of ['light', 'dark']) {
    const people = [];
    const open = async (path) => {
      const person = await Person.open(browser, base + path, { theme });
      people.push(person);
      return person;
    };
    await audit((await open('/')).page, `${theme} home`);
    const ann = await open('/r/audit');
    await ann.page.waitForSelector('::-p-aria([name="Your name"][role="textbox"])');
    await audit(ann.page, `${theme} lobby`);
    await ann.enter('Ann');
    await ann.sees('You are the first one here');
    await audit(ann.page, `${theme} alone`);
    const ben = await open('/r/audit');
    await ben.enter('Ben');
    await ben.seesPeopleMove(1);
    await audit(ben.page, `${theme} call`);
    const eve = await open('/r/audit');
    await eve.enter('Eve');
    await eve.sees('This room is full');
    await audit(eve.page, `${theme} full`);
    await ben.press('Leave');
    await ben.sees('You left the room');
    await audit(ben.page, `${theme} left`);
    for (const person of people) await person.close();
  }
});

test('no panel and no door breaks a rule of WCAG 2.2 AA', async () => {
  const base = server.url.replace('127.0.0.1', 'localhost');
  for (const theme of ['light', 'dark']) {
    const room = `/r/manners-${theme}`;
    const people = [];
    const open = async () => {
      const person = await Person.open(browser, base + room, { theme });
      people.push(person);
      return person;
    };
    const ann = await open();
    await ann.enter('Ann', { devices: false });
    await ann.sees('You are the first one here');
    await ann.press('Chat');
    await ann.sees('Nothing has been written yet');
    await audit(ann.page, `${theme} chat`);
    await ann.press('People');
    await ann.sees('In the room');
    await audit(ann.page, `${theme} people`);
    await ann.press('Invite');
    await ann.sees('Link that expires');
    await audit(ann.page, `${theme} invite`);
    await ann.page.keyboard.press('Escape');
    await ann.press('Room settings');
    await ann.page.locator('::-p-aria([name="Waiting room"][role="switch"])').click();
    await audit(ann.page, `${theme} room settings`);
    await ann.page.keyboard.press('Escape');
    const ben = await open();
    await ben.enter('Ben', { devices: false });
    await ben.sees('You asked to join');
    await audit(ben.page, `${theme} waiting`);
    await ann.sees('1 person waits');
    await audit(ann.page, `${theme} people with somebody at the door`);
    await ann.press('Refuse Ben');
    await ben.sees('You were not let in');
    await audit(ben.page, `${theme} denied`);
    for (const person of people) await person.close();
  }
});

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
