// A page that speaks only the base vocabulary, through socket.io-client 2.3.0, from another port, as the original did.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startChromium } from './support/browsers.mjs';
import { servePages } from './support/page_server.mjs';
import { schemes } from './support/schemes.mjs';
import { exactly, picturesMove } from './support/video.mjs';

const others = '#others video';

for (const [scheme, start] of Object.entries(schemes)) {
  describe(`over ${scheme}`, () => {
    let server, pages, browser;
    let contexts = [];
    before(async () => ([server, pages, browser] = await Promise.all([start(), servePages(), startChromium()])));
    afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())));
    after(async () => {
      await browser.close();
      pages.close();
      await server.stop();
    });

    async function open(room, label, extra = '') {
      const context = await browser.createBrowserContext();
      contexts.push(context);
      const page = await context.newPage();
      const moim = server.url.replace('127.0.0.1', 'localhost');
      await page.goto(`${pages.url}/?server=${encodeURIComponent(moim)}&room=${encodeURIComponent(room)}&label=${label}${extra}`);
      await page.waitForFunction(() => document.getElementById('status').textContent !== '', { timeout: 30_000 });
      return page;
    }

    test('two, three and four base clients see each other; the fifth is told the room is full', async () => {
      const people = [];
      for (const label of ['a', 'b', 'c', 'd']) {
        people.push(await open('base', label, label === 'c' ? '&polling' : ''));
        if (people.length > 1) for (const page of people) await picturesMove(page, others, people.length - 1);
      }
      const fifth = await open('base', 'e');
      assert.equal(await fifth.$eval('#status', (status) => status.textContent), 'full');
      for (const page of people) await picturesMove(page, others, 3);

      await contexts.splice(1, 1)[0].close();
      for (const page of [people[0], people[2], people[3]]) await exactly(page, others, 2);
      const next = await open('base', 'f');
      for (const page of [people[0], people[2], people[3], next]) await picturesMove(page, others, 3);
    });

    test('a reload leaves no ghost, and ten quick visits leave none', async () => {
      const first = await open('reload', 'a');
      const second = await open('reload', 'b');
      await picturesMove(first, others, 1);
      await second.reload();
      await picturesMove(first, others, 1);
      await picturesMove(second, others, 1);
      for (let visit = 0; visit < 10; ++visit) {
        await open('reload', 'visitor');
        await contexts.pop().close();
      }
      await exactly(first, others, 1);
      await picturesMove(first, others, 1);
    });
  });
}
