import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { audit, cutOff, misplaced, standStill, wide } from './checks.mjs';

/** Loads a screen once for each kind of pointer, and takes it in every look and size from there. */
export class Photographer {
  #origin;
  #wanted;
  #cameras;

  constructor(origin, wanted, cameras) {
    this.#origin = origin;
    this.#wanted = wanted;
    this.#cameras = cameras;
  }

  static async open(browser, origin, wanted) {
    const kinds = [true, false].map((touch) => wanted.sizes.filter((size) => size.touch === touch));
    const used = kinds.filter((sizes) => sizes.length > 0);
    const cameras = used.map((sizes, at) => {
      // Audits take long: the cameras share the looks between them.
      const audited = wanted.looks.filter((_, look) => look % used.length === at);
      return openCamera(browser, { sizes, audited, forced: wanted.forced });
    });
    return new Photographer(origin, wanted, await Promise.all(cameras));
  }

  /** All pictures of one screen; resolves to what is wrong with them. */
  async take(scene) {
    const problems = [];
    for (const camera of this.#cameras) {
      await this.#load(camera, scene);
      for (const look of this.#wanted.looks) problems.push(...(await this.#takeLook(camera, scene, look)));
    }
    return problems;
  }

  async #load({ page, sizes }, scene) {
    await page.setViewportSize(sizes[0]);
    await page.goto(`${this.#origin}/gallery.html?scene=${scene}&lang=en`);
    await page.waitForSelector('h1', { state: 'attached' });
    await page.addStyleTag({ content: `html { font-size: ${this.#wanted.text}% }` });
    const { presses, awaits } = await page.evaluate(() => {
      const { presses, awaits } = window.gallery;
      return { presses, awaits };
    });
    for (const name of presses) await press(page, name);
    await page.waitForSelector(awaits, { state: 'attached' });
    if (presses.length > 0) await page.waitForSelector('.panel, dialog[open], .layer');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('video')].every((video) => video.readyState >= 2),
    );
  }

  async #takeLook({ page, session, sizes, audited }, scene, look) {
    const problems = [];
    await page.evaluate(({ lang, theme }) => window.gallery.show(lang, theme), look);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.evaluate(standStill);
      const name = pictureName(scene, size, look);
      await writeFile(join(this.#wanted.folder, name), await picture(page, session, size));
      const found = await page.evaluate(cutOff);
      found.push(...(await page.evaluate(misplaced)), ...(await page.evaluate(wide)));
      if (size === sizes[0] && audited.includes(look)) found.push(...(await audit(page, this.#wanted)));
      problems.push(...found.map((problem) => `${name}: ${problem}`));
    }
    return problems;
  }
}

export const pictureName = (scene, { width, height }, { lang, theme }) =>
  `${scene}-${width}x${height}-${theme}-${lang}.png`;

async function openCamera(browser, { sizes, audited, forced }) {
  const context = await browser.newContext({
    hasTouch: sizes[0].touch,
    reducedMotion: 'reduce',
    forcedColors: forced ? 'active' : 'none',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return { page, sizes, audited, session: await context.newCDPSession(page) };
}

/** A button, or an entry of the menu that lies above it. */
async function press(page, name) {
  const named = { name, exact: true };
  const roles = ['button', 'menuitem', 'menuitemcheckbox'].map((role) => page.getByRole(role, named));
  await roles
    .reduce((all, one) => all.or(one))
    .last()
    .click();
}

/** The whole page, also what is below the fold. */
async function picture(page, session, { width, height }) {
  const scrolled = await page.evaluate(() => document.documentElement.scrollHeight);
  // Only where it is needed: the window is made larger for it, and what is just being drawn may be missed.
  const more = scrolled > height && {
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height: scrolled, scale: 1 },
  };
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'png',
    optimizeForSpeed: true,
    ...more,
  });
  return Buffer.from(data, 'base64');
}
