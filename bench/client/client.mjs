// Measures the web client in real Chromium, next to a page that does what the original tutorial's client does.
// Called by ./dev bench client.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startChromium } from '../../tests/e2e/support/browsers.mjs';
import { servePages } from '../../tests/e2e/support/page_server.mjs';
import { startMoim } from '../../tests/e2e/support/process.mjs';
import { Bench } from './bench.mjs';
import { camera } from './camera.mjs';
import { inBaseClient, inWebClient } from './person.mjs';
import { asMarkdown, asText, facts, putInto, rowsOf } from './report.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const parts = ['first', 'cpu', 'uplink', 'page', 'chat'];

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: parts.join(',') },
    rounds: { type: 'string' },
    write: { type: 'boolean' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (options.help) {
  console.log(`usage: ./dev bench client [--quick] [--only PART,…] [--rounds N] [--write]

  --only    some of: first (pictures), cpu, uplink, page (size, time until it can be used), chat (typing)
  --rounds  of the measurements of CPU time, 3 by default
  --quick   few runs, short: to see that it works
  --write   write docs/performance.md; by default if everything ran in full`);
  process.exit(0);
}
const chosen = options.only.split(',');
const stranger = chosen.find((part) => !parts.includes(part));
if (stranger !== undefined) throw new Error(`there is nothing called "${stranger}" to measure; there is: ${parts.join(', ')}`);
const plan = options.quick
  ? { firsts: 3, rounds: 1, settle: 2, seconds: 4, visits: 2, keys: 40 }
  : { firsts: 20, rounds: 3, settle: 4, seconds: 6, visits: 5, keys: 200 };
if (options.rounds) plan.rounds = Number(options.rounds);

const started = Date.now();
const say = (text) => console.log(`    ${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${text}`);
const folder = await mkdtemp(join(tmpdir(), 'moim-bench-'));
const [small, large] = await Promise.all([
  camera(join(folder, 'small.y4m'), { width: 640, height: 360 }),
  camera(join(folder, 'large.y4m'), { width: 1280, height: 720 }),
]);
const [server, pages] = await Promise.all([startMoim(), servePages()]);

async function inBrowser(browserOptions, work) {
  const browser = await startChromium(browserOptions);
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

const bench = new Bench({ server, plan, say, inBrowser, web: inWebClient(server), base: inBaseClient(server, pages), small, large });
for (const part of chosen) await bench[part]();
const version = await inBrowser({}, async (browser) => (await browser.version()).replace(/^.*\//, ''));

await server.stop();
pages.close();
await rm(folder, { recursive: true });

const { rows, missing } = rowsOf(bench.results, chosen);
console.log(`\n${asText(rows)}\n`);
for (const what of missing) console.log(`Not measured: ${what}`);
const whole = !options.quick && chosen.length === parts.length && missing.length === 0;
if (options.write ?? whole) {
  const path = join(root, 'docs', 'performance.md');
  const command = ['./dev bench client', ...process.argv.slice(2)].join(' ');
  const intro = facts({ command, version, cpus: cpus(), results: bench.results, missing });
  await writeFile(path, putInto(await readFile(path, 'utf8'), 'client', `${intro}\n\n${asMarkdown(rows)}\n`));
  console.log('Written: docs/performance.md');
}
console.log(`${rows.filter(({ value, goal }) => value > goal).length} goals missed, ${missing.length} not measured, ${Math.round((Date.now() - started) / 1000)} s.`);
process.exit(missing.length === 0 ? 0 : 1);
