import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pictureName } from './photographer.mjs';

/** A picture is smaller on a sheet than it is, and a wide one more so. */
const shrunk = (width) => Math.round(1.65 * width ** 0.75);

const STYLE = `
  body { margin: 0; padding: 10px; width: max-content; background: #8a938d }
  main { display: grid; grid-template-columns: repeat(2, max-content); gap: 16px }
  section { display: flex; gap: 8px; align-items: start }
  img { display: block }`;

async function figure(folder, scene, size, look) {
  const picture = await readFile(join(folder, pictureName(scene, size, look)));
  return `<img width="${shrunk(size.width)}" src="data:image/png;base64,${picture.toString('base64')}">`;
}

/** All pictures of one screen on one sheet: a column for each language, a row for each theme, sizes side by side. */
export async function layOut(page, scene, { looks, sizes, folder }, into) {
  const rows = [...looks].sort((a, b) => b.theme.localeCompare(a.theme));
  const sections = rows.map(async (look) => {
    const images = await Promise.all(sizes.map((size) => figure(folder, scene, size, look)));
    return `<section>${images.join('')}</section>`;
  });
  await page.setContent(`<style>${STYLE}</style><main>${(await Promise.all(sections)).join('')}</main>`);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  const session = await page.context().newCDPSession(page);
  const box = await page.locator('body').boundingBox();
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 45,
    captureBeyondViewport: true,
    clip: { ...box, scale: 1 },
  });
  await session.detach();
  await writeFile(join(into, `${scene}.webp`), Buffer.from(data, 'base64'));
}
