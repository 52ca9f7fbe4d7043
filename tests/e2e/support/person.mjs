// One person with a browser window of their own, who does what a person does: by the names of things on the page.
import assert from 'node:assert/strict';
import { exactly, patience as usualPatience, picturesMove } from './video.mjs';
import { words } from './words.mjs';

const button = (name) => `::-p-aria([name="${name}"][role="button"])`;
const screensVideo = '.stage li[aria-label*="shared screen"] video';
const others = '.stage li:not([aria-label*="(you)"])';
const othersVideo = `${others} video`;

export class Person {
  /** Everything the page complained about or asked of other hosts. */
  complaints = [];

  static async open(browser, url, { prepare, theme, lang = 'en', patience = usualPatience } = {}) {
    const person = new Person();
    person.lang = lang;
    person.context = await browser.createBrowserContext();
    person.page = await person.context.newPage();
    person.page.setDefaultTimeout(patience);
    person.#listen(new URL(url).host);
    // Before the page is there: colours that are still on their way to another theme are nobody's.
    if (theme) await person.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    if (prepare) await person.page.evaluateOnNewDocument(prepare);
    await person.page.goto(`${url}${url.includes('?') ? '&' : '?'}lang=${lang}`);
    return person;
  }

  /** Opens a room, gives a name, and joins with what the browser has. */
  static async join(browser, url, name, options) {
    const person = await Person.open(browser, url, options);
    await person.enter(name, options);
    return person;
  }

  #listen(host) {
    this.page.on('pageerror', (error) => this.complaints.push(`error: ${error.message}`));
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`console: ${message.text()}`);
    });
    this.page.on('request', (request) => {
      const { protocol, host: asked } = new URL(request.url());
      if (protocol.startsWith('http') && asked !== host) this.complaints.push(`asked ${request.url()}`);
    });
  }

  async enter(name, { devices = true } = {}) {
    await this.page.locator(`::-p-aria([name="${this.words('lobby.name')}"][role="textbox"])`).fill(name);
    if (devices) await this.#turnOnDevices();
    await this.press(this.words('lobby.join'));
  }

  /** A text of the client in this person's language. */
  words(key, values) {
    return words(this.lang, key, values);
  }

  /** Where the browser has granted devices before, the page asks for them by itself. */
  async #turnOnDevices() {
    // Whichever is not needed must end: it would go on looking for its button, at a price to the page.
    const needed = new AbortController();
    const { signal } = needed;
    const picture = () => this.page.waitForSelector('video', { signal });
    await Promise.any([this.page.locator(button(this.words('lobby.turn_on'))).click({ signal }).then(picture), picture()]);
    needed.abort();
  }

  press(name) {
    return this.page.locator(button(name)).click();
  }

  /** Chooses what an open menu has under `name`, a switch or not. */
  async choose(name) {
    const item = (role) => this.page.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`);
    await (await Promise.any([item('menuitem'), item('menuitemcheckbox')])).click();
  }

  /** Waits until the page says `text` somewhere. */
  sees(text) {
    return this.page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { polling: 50 }, text);
  }

  /** Waits until exactly `count` others are shown, each with a picture that moves. */
  seesPeopleMove(count) {
    return picturesMove(this.page, othersVideo, count, { timeout: this.page.getDefaultTimeout() });
  }

  /** Waits until exactly `count` screens are shared by others, and each of them moves. */
  seesScreensMove(count) {
    return picturesMove(this.page, screensVideo, count, { timeout: this.page.getDefaultTimeout() });
  }

  /** Waits until exactly `count` others are shown. */
  seesPeople(count) {
    return exactly(this.page, others, count, { timeout: this.page.getDefaultTimeout() });
  }

  /** Waits until a tile's accessible name holds all of `parts`. */
  seesTile(...parts) {
    return this.page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll('.stage li')].some((tile) => wanted.every((part) => tile.getAttribute('aria-label').includes(part))),
      { polling: 50 },
      parts,
    );
  }

  /** The page was silent: no error, no request to anyone else. */
  assertContent() {
    assert.deepEqual(this.complaints, []);
  }

  close() {
    return this.context.close();
  }
}
