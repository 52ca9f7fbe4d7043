// Takes a picture of every screen at every width, in both languages and both themes, and checks each for accessibility.
// Usage: node scripts/screens.mjs [folder] [--only <parts of scenes' names>] [--widths 360,1440] [--sheets <folder>]
// With --sheets, all pictures of one width, theme and language also become one sheet there: what docs/screens holds.
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const configFile = resolve(here, '../dev/vite.config.ts');
const HEIGHTS = { 320: 640, 360: 740, 768: 1024, 1024: 768, 1440: 900 };
const ARGS = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--disable-background-networking',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    widths: { type: 'string', default: '360,768,1440' },
    langs: { type: 'string', default: 'en,ko' },
    themes: { type: 'string', default: 'light,dark' },
    scale: { type: 'string', default: '1' },
    sheets: { type: 'string', default: '' },
    chromium: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
});
const folder = resolve(positionals[0] ?? join(tmpdir(), 'moim-screens'));

async function sceneNames() {
  const source = await readFile(resolve(here, '../dev/scenes.ts'), 'utf8');
  const listed = [...source.matchAll(/^ {2}'?([a-z0-9-]+)'?: \(\) =>/gm)].map((match) => match[1]);
  const errors = [...source.matchAll(/^ {2}'([a-z_]+)',$/gm)].map((match) => `lobby-${match[1]}`);
  const calls = Array.from({ length: 9 }, (_, at) => `call-${at + 1}`);
  return [...listed, ...errors, ...calls].filter((name) =>
    options.only.split(',').some((part) => name.includes(part)),
  );
}

/** Every combination of the lists, as tuples. */
function product(...lists) {
  return lists.reduce((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]]);
}

/** What is pressed once a scene stands: the button of the menu, and the entry in it by the number of its place. */
const MENU = { 'call-3-menu': undefined, 'call-3-devices': -3, 'call-3-help': -1 };

const PANEL = { chat: '.controls .toggle-panel >> nth=0', people: '.menu-item >> nth=0' };
const MORE = '.controls [aria-haspopup="menu"] >> nth=-1';
const PEOPLE = [MORE, PANEL.people];
const ACTIONS = [...PEOPLE, '.person [aria-haspopup="menu"] >> nth=0'];

/** As MENU, for what is behind other buttons: pressed one after the other. */
const PRESSES = {
  'call-4-chat': [PANEL.chat],
  'call-2-chat-empty': [PANEL.chat],
  'call-4-chat-off': [PANEL.chat],
  'call-4-people': PEOPLE,
  'call-4-people-guest': PEOPLE,
  'call-3-person-menu': ACTIONS,
  'call-3-remove': [...ACTIONS, '.menu-item >> nth=-1'],
  'call-3-reactions': ['.controls [aria-haspopup="dialog"]'],
  'call-3-invite': [MORE, '.menu-item >> nth=1'],
  'call-3-invite-guest': [MORE, '.menu-item >> nth=1'],
  'call-3-room': [MORE, '.menu-item >> nth=2'],
};

/** What the last press brings. */
const BROUGHT = '.panel, dialog[open], .layer';

async function press(page, places) {
  for (const place of places) await page.locator(place).click();
  await page.waitForSelector(BROUGHT);
}

async function settle(page, scene) {
  await page.waitForSelector('h1');
  if (scene in PRESSES) await press(page, PRESSES[scene]);
  if (scene in MENU) await openMenu(page, MENU[scene]);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('video')].every((video) => video.readyState >= 2),
  );
  await page.evaluate(standStill);
}

async function openMenu(page, entry) {
  await page.locator('.controls [aria-haspopup="menu"]').last().click();
  const items = page.locator('.menu-item');
  await items.first().waitFor();
  if (entry === undefined) return;
  await items.nth(entry).click();
  await page.waitForSelector('dialog[open]');
}

/** Runs in the page: resolves when whatever moves to an end has arrived there and is painted. What spins for ever does not count. */
async function standStill() {
  const passing = document
    .getAnimations()
    .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime ?? 0));
  await Promise.allSettled(passing.map((animation) => animation.finished));
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
}

async function audit(page, axe) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  const found = violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  );
  return wide ? [...found, 'serious overflow: the page scrolls sideways'] : found;
}

/** Runs in the page: tiles that lie on one another, and tiles that reach out of the stage. */
function misplaced() {
  const tiles = [...document.querySelectorAll('.tile-place')].map((tile) => tile.getBoundingClientRect());
  const stage = document.querySelector('.stage-box')?.getBoundingClientRect();
  const apart = (a, b) =>
    a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
  const overlapping = tiles.some((a, at) => tiles.slice(at + 1).some((b) => !apart(a, b)));
  const outside = tiles.some(
    (tile) =>
      tile.left < stage.left - 1 ||
      tile.right > stage.right + 1 ||
      tile.top < stage.top - 1 ||
      tile.bottom > stage.bottom + 1,
  );
  return [
    ...(overlapping ? ['serious overlap: tiles lie on one another'] : []),
    ...(outside ? ['serious overlap: a tile reaches out of the stage'] : []),
  ];
}

async function shoot(browser, origin, axe, [scene, lang, theme, width]) {
  const page = await browser.newPage({
    viewport: { width, height: HEIGHTS[width] ?? 800 },
    deviceScaleFactor: Number(options.scale),
    hasTouch: width < 500,
    reducedMotion: 'reduce',
  });
  const errors = [];
  page.on('pageerror', (error) => errors.push(`error ${error.message}`));
  await page.goto(`${origin}/gallery.html?scene=${scene}&lang=${lang}&theme=${theme}`);
  await settle(page, scene);
  await page.screenshot({ path: join(folder, `${scene}-${width}-${theme}-${lang}.png`), fullPage: true });
  const problems = [...errors, ...(await page.evaluate(misplaced)), ...(await audit(page, axe))];
  await page.close();
  return problems.map((problem) => `${scene} ${width} ${theme} ${lang}: ${problem}`);
}

/** How wide a picture is on a sheet, by the width of its screen. */
const ON_SHEET = { 320: 160, 360: 180, 768: 300, 1024: 340, 1440: 420 };
const SHEET_WIDTH = 1700;

/** All pictures of one width, theme and language on one sheet, each with its name. */
async function layOut(browser, names, [lang, theme, width], into) {
  const page = await browser.newPage({ viewport: { width: SHEET_WIDTH, height: 800 } });
  const figures = await Promise.all(
    names.map(async (name) => {
      const picture = await readFile(join(folder, `${name}-${width}-${theme}-${lang}.png`));
      return `<figure><img src="data:image/png;base64,${picture.toString('base64')}"><figcaption>${name}</figcaption></figure>`;
    }),
  );
  await page.setContent(
    `<style>body{margin:8px;display:flex;flex-wrap:wrap;gap:10px;align-items:start;background:#8a938d;font:12px sans-serif;color:#fff}
     figure{margin:0} img{display:block;width:${ON_SHEET[width] ?? 300}px} figcaption{padding:2px}</style>${figures.join('')}`,
  );
  await page.screenshot({
    path: join(into, `${width}-${theme}-${lang}.jpg`),
    type: 'jpeg',
    quality: 80,
    fullPage: true,
  });
  await page.close();
}

await mkdir(folder, { recursive: true });
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
await build({ configFile, logLevel: 'warn' });
const server = await preview({ configFile, preview: { host: '127.0.0.1', port: 0 }, logLevel: 'warn' });
const { port } = server.httpServer.address();
const browser = await chromium.launch({ executablePath: options.chromium, args: ARGS });
const widths = options.widths.split(',').map(Number);
const names = await sceneNames();
const looks = product(options.langs.split(','), options.themes.split(','), widths);
const shots = product(names, options.langs.split(','), options.themes.split(','), widths);
const problems = [];
for (const shot of shots) problems.push(...(await shoot(browser, `http://127.0.0.1:${port}`, axe, shot)));
if (options.sheets !== '') {
  const into = resolve(options.sheets);
  await mkdir(into, { recursive: true });
  for (const look of looks) await layOut(browser, names, look, into);
}
await browser.close();
await server.close();
const bad = problems.filter((problem) => !/: (minor|moderate) /.test(problem));
console.log([...new Set(problems)].join('\n'));
console.log(
  `${shots.length} pictures in ${folder}; ${bad.length} serious problems, ${problems.length - bad.length} lesser ones`,
);
process.exitCode = bad.length > 0 ? 1 : 0;
