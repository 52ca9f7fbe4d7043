// Takes a picture of every screen at every size, in both languages and both themes, and looks each over: axe, what lies
// on something else, what is cut off. `./dev help screens` says how to call it.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { Photographer } from './screens/photographer.mjs';
import { layOut } from './screens/sheet.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const configFile = resolve(here, '../dev/vite.config.ts');
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--disable-background-networking',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
];
/** The address on the screens. */
const HOST = 'moim.example';

const { values: options } = parseArgs({
  options: {
    pictures: { type: 'string', default: join(tmpdir(), 'moim-screens') },
    sheets: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    sizes: { type: 'string', default: '360x740,768x1024,1440x900' },
    langs: { type: 'string', default: 'en,ko' },
    themes: { type: 'string', default: 'light,dark' },
    text: { type: 'string', default: '100' },
    forced: { type: 'boolean', default: false },
    chromium: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
});

const list = (text) => text.split(',').filter((part) => part !== '');
const sizes = list(options.sizes).map((text) => {
  const [width, height] = text.split('x').map(Number);
  if (!(width > 0 && height > 0)) throw new Error(`--sizes takes sizes such as 360x740, not ${text}`);
  return { width, height, touch: Math.min(width, height) < 500 };
});
const looks = list(options.langs).flatMap((lang) => list(options.themes).map((theme) => ({ lang, theme })));
const looked = { ...options, looks, sizes, folder: resolve(options.pictures) };

/** Calls `work` with every item, as many at once as there are workers. */
async function share(items, workers, work) {
  const left = [...items];
  const loop = async (worker) => {
    for (let item = left.shift(); item; item = left.shift()) await work(worker, item);
  };
  await Promise.all(workers.map(loop));
}

async function sceneNames(browser, origin) {
  const page = await browser.newPage();
  await page.goto(`${origin}/gallery.html`);
  const names = await page.evaluate(() => window.gallery.names);
  await page.close();
  const wanted = list(options.only);
  return names.filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
}

/** Two at once: one loads while the other is photographed. */
async function photographers(browser, origin) {
  const both = [0, 1].map(() => Photographer.open(browser, origin, looked));
  return Promise.all(both);
}

async function clear(folder, ending) {
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(folder)) if (file.endsWith(ending)) await rm(join(folder, file));
}

async function makeSheets(browser, names) {
  const into = resolve(options.sheets);
  await (options.only === '' ? clear(into, '.webp') : mkdir(into, { recursive: true }));
  const pages = await Promise.all([browser.newPage(), browser.newPage()]);
  await share(names, pages, (page, name) => layOut(page, name, looked, into));
}

function report(names, problems) {
  const bad = problems.filter((problem) => !/: (minor|moderate) /.test(problem));
  console.log([...problems].sort().join('\n'));
  console.log(
    `${names.length * looks.length * sizes.length} pictures of ${names.length} screens in ${looked.folder};`,
  );
  console.log(`${bad.length} serious problems, ${problems.length - bad.length} lesser ones`);
  process.exitCode = bad.length > 0 ? 1 : 0;
}

await clear(looked.folder, '.png');
await build({ configFile, logLevel: 'warn' });
const server = await preview({
  configFile,
  preview: { host: '127.0.0.1', port: 0, allowedHosts: [HOST] },
  logLevel: 'warn',
});
const origin = `http://${HOST}`;
const browser = await chromium.launch({
  executablePath: options.chromium,
  args: [
    ...ARGS,
    `--host-resolver-rules=MAP ${HOST} 127.0.0.1:${server.httpServer.address().port}`,
    `--unsafely-treat-insecure-origin-as-secure=${origin}`,
  ],
});
try {
  const names = await sceneNames(browser, origin);
  if (names.length === 0) throw new Error(`No screen's name holds any of: ${options.only}`);
  const problems = [];
  await share(names, await photographers(browser, origin), async (photographer, name) => {
    problems.push(...(await photographer.take(name)));
  });
  if (options.sheets !== '') await makeSheets(browser, names);
  report(names, problems);
} finally {
  await browser.close();
  await server.close();
}
