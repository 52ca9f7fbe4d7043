// The client library as a package: built, typed, and enough for a page without a framework.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startChromium } from './support/browsers.mjs';
import { startMoim } from './support/process.mjs';
import { picturesMove } from './support/video.mjs';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const files = {
  '/': ['text/html', 'examples/call/index.html'],
  '/call.js': ['text/javascript', 'examples/call/call.js'],
  '/moim-client.js': ['text/javascript', 'web/client/dist/moim-client.js'],
};

let server, browser, pages, base;
before(async () => {
  await promisify(execFile)('npm', ['run', '--silent', 'build:client'], { cwd: at('web') });
  pages = createServer(async (request, response) => {
    const found = files[new URL(request.url, 'http://localhost').pathname];
    if (!found) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': found[0] }).end(await readFile(at(found[1])));
  });
  await new Promise((resolve) => pages.listen(0, '127.0.0.1', resolve));
  base = `http://localhost:${pages.address().port}`;
  [server, browser] = await Promise.all([startMoim(['--cors-origin', base]), startChromium()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  pages?.close();
});

test('what the package says it has is there', async () => {
  const { exports: entries } = JSON.parse(await readFile(at('web/client/package.json'), 'utf8'));
  for (const file of Object.values(entries['.'])) assert.ok((await readFile(at(`web/client/${file}`), 'utf8')).length > 0, file);
});

test('two pages without a framework see each other, and one that leaves is gone', async () => {
  const moim = encodeURIComponent(server.url.replace('127.0.0.1', 'localhost'));
  const open = async (label) => {
    // A window for each: only what is in front is painted.
    const page = await (await browser.createBrowserContext()).newPage();
    await page.goto(`${base}/?server=${moim}&room=example&label=${label}`);
    await page.locator('#enter button').click();
    return page;
  };
  const [ann, ben] = [await open('Ann'), await open('Ben')];
  for (const page of [ann, ben]) await picturesMove(page, '#people video', 1);
  await ann.waitForFunction(() => document.querySelector('#people span').textContent.startsWith('Ben: connected'), { polling: 100 });
  await ben.locator('#leave').click();
  await ann.waitForFunction(() => document.querySelectorAll('#people li').length === 0, { polling: 100 });
});
