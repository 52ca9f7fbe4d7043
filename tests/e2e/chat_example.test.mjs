// The page of examples/chat in a browser: two people talk, one leaves, and a lost connection is found again.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { startChat } from './support/process.mjs';

let server, browser;
let contexts = [];
before(async () => ([server, browser] = await Promise.all([startChat(), startChromium()])));
afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())));
after(() => Promise.all([browser?.close(), server?.stop('SIGINT')]));

async function opens(name, room = '') {
  const context = await browser.createBrowserContext();
  contexts.push(context);
  const page = await context.newPage();
  page.on('dialog', (dialog) => dialog.accept(name));
  await page.goto(`${server.url.replace('127.0.0.1', 'localhost')}/${room}`);
  await shows(page, '#state', `as ${name}`);
  return page;
}

const shows = (page, where, text) =>
  page.waitForFunction((css, wanted) => document.querySelector(css).innerText.includes(wanted), { polling: 50 }, where, text);

async function says(page, text) {
  await page.locator('#text').fill(text);
  await page.locator('#form button').click();
}

test('two people talk, in their room and in no other', async () => {
  const ann = await opens('Ann', '#tea');
  const ben = await opens('Ben', '#tea');
  const eve = await opens('Eve', '#coffee');
  await shows(ann, '#log', 'Ben is here');
  await says(ben, '차 <b>한</b> 잔?');
  for (const page of [ann, ben]) await shows(page, '#log', 'Ben: 차 <b>한</b> 잔?');
  await says(ann, 'gladly');
  await shows(ben, '#log', 'Ann: gladly');
  await says(eve, 'anybody?');
  await shows(eve, '#log', 'Eve: anybody?');
  assert.equal(await eve.$eval('#log', (log) => log.innerText.includes('Ann')), false);
  assert.equal(await ann.$eval('#log', (log) => log.innerText.includes('anybody')), false);
  await contexts.splice(1, 1)[0].close();
  await shows(ann, '#log', 'Ben has left');
});

test('a server that starts anew is found again', async () => {
  const ann = await opens('Ann');
  const { port } = server;
  await server.stop('SIGKILL');
  await shows(ann, '#state', 'connection lost');
  server = await startChat(port);
  await shows(ann, '#state', 'in #lobby as Ann');
});
