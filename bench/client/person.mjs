// People for the measurements: in the web client, and in a page that speaks only the base vocabulary as the original did.
import { Person } from '../../tests/e2e/support/person.mjs';
import { picturesMove } from '../../tests/e2e/support/video.mjs';

/** How long anything may take, in milliseconds: a busy machine gives late numbers rather than none. */
export const patience = 90_000;

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
    const url = `${server.url.replace('127.0.0.1', 'localhost')}/r/${room}`;
    const person = await Person.join(browser, url, label, { prepare, patience });
    return { page: person.page, others, self: '.stage video[data-mirrored="true"]', close: () => person.close() };
  },
});

/** Somebody in the page of the base vocabulary. */
export const inBaseClient = (server, pages) => ({
  name: 'original',
  async join(browser, room, label) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    await page.evaluateOnNewDocument(prepare);
    const moim = encodeURIComponent(server.url.replace('127.0.0.1', 'localhost'));
    await page.goto(`${pages.url}/?server=${moim}&room=${room}&label=${label}&width=640&height=360&sound`);
    return { page, others: '#others video', self: '#self', close: () => context.close() };
  },
});

/** One more in a room, where then everybody sees everybody move. */
export async function oneMore(client, browser, room, people) {
  const together = [...people, await client.join(browser, room, `person${people.length}`)];
  for (const { page, others: selector } of together) await picturesMove(page, selector, people.length, { timeout: patience });
  return together;
}

const rectangles = (page, selector) =>
  page.$$eval(selector, (videos) =>
    videos.map((video) => {
      const { x, y, width, height } = video.getBoundingClientRect();
      return { x, y, width, height };
    }),
  );

/** Where somebody's page draws the pictures, and how large. */
export const drawn = async ({ page, others: selector, self }) => ({ others: await rectangles(page, selector), self: await rectangles(page, self) });

/** Draws the pictures of a page exactly where another one draws its own. */
export async function draw({ page, others: selector, self }, places) {
  const place = (css, { x, y, width, height }) =>
    `${css} { position: fixed; left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px; object-fit: cover; }`;
  const rules = [
    ...places.others.map((where, at) => place(`${selector}:nth-child(${at + 1})`, where)),
    ...places.self.map((where) => place(`${self}`, where)),
  ];
  await page.evaluate((css) => {
    const style = document.getElementById('drawn') ?? document.head.appendChild(Object.assign(document.createElement('style'), { id: 'drawn' }));
    style.textContent = css;
  }, rules.join('\n'));
}
