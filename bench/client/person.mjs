// People for the measurements: in the web client, and in a page that speaks only the base vocabulary as the original did.
import { Person } from '../../tests/e2e/support/person.mjs';
import { picturesMove } from '../../tests/e2e/support/video.mjs';

// Runs in the page before its own scripts: keeps every connection, and notes when Join was pressed and when the first
// picture of somebody else was presented.
function watch() {
  window.connections = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...args) {
      super(...args);
      window.connections.push(this);
    }
  };
  addEventListener('submit', () => (window.pressedAt = performance.now()), true);
  window.firstPictureOf = (selector) =>
    new Promise((resolve) => {
      const seen = new WeakSet();
      const look = () => {
        for (const video of document.querySelectorAll(selector)) {
          if (seen.has(video)) continue;
          seen.add(video);
          video.requestVideoFrameCallback((now) => resolve(now - window.pressedAt));
        }
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true });
      look();
    });
}

export const others = '.stage li:not([aria-label*="(you)"]) video';
export const prepare = `(${watch})()`;

/** Somebody in moim's web client. */
export const inWebClient = (server) => ({
  name: 'moim',
  async join(browser, room, label) {
    const person = await Person.join(browser, `${server.url.replace('127.0.0.1', 'localhost')}/r/${room}`, label, { prepare });
    return { page: person.page, others, close: () => person.close() };
  },
});

/** Somebody in the page of the base vocabulary. */
export const inBaseClient = (server, pages) => ({
  name: 'original',
  async join(browser, room, label) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.evaluateOnNewDocument(prepare);
    const moim = encodeURIComponent(server.url.replace('127.0.0.1', 'localhost'));
    await page.goto(`${pages.url}/?server=${moim}&room=${room}&label=${label}&width=640&height=360`);
    return { page, others: '#others video', close: () => context.close() };
  },
});

/** A room of `count` people who all see each other move. */
export async function gather(client, browser, room, count) {
  const people = [];
  for (let n = 0; n < count; ++n) {
    people.push(await client.join(browser, room, `person${n}`));
    for (const { page, others: selector } of people) await picturesMove(page, selector, n);
  }
  return people;
}
