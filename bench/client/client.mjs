// Measures the web client in real Chromium, next to a page that does what the original tutorial's client does.
// Called by ./dev bench client.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startChromium } from '../../tests/e2e/support/browsers.mjs';
import { servePages } from '../../tests/e2e/support/page_server.mjs';
import { startMoim } from '../../tests/e2e/support/process.mjs';
import { size, writeFilm } from './camera.mjs';
import { firstPictures, percentile, room, scriptBytes, timeToInteractive } from './measure.mjs';
import { inBaseClient, inWebClient } from './person.mjs';
import { asMarkdown, asText, putInto } from './report.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const sizes = [2, 3, 4];
const capKilobits = 2500;

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean' }, help: { type: 'boolean', short: 'h', default: false } },
});
if (options.help) {
  console.log(`usage: ./dev bench client [--quick] [--write]

  --quick   few runs, short: to see that it works; nothing is written unless --write says so
  --write   write docs/performance.md; by default if everything ran in full`);
  process.exit(0);
}
const plan = options.quick ? { firsts: 3, rounds: 1, settle: 3, seconds: 5 } : { firsts: 20, rounds: 3, settle: 10, seconds: 15 };

const median = (values) => percentile(values, 0.5);
const say = (text) => console.log(`    ${text}`);

const folder = await mkdtemp(join(tmpdir(), 'moim-bench-'));
const film = join(folder, 'camera.y4m');
await writeFilm(film);
const filmed = { args: [`--use-file-for-fake-video-capture=${film}`] };
const [server, pages] = await Promise.all([startMoim(), servePages()]);
const clients = [inWebClient(server), inBaseClient(server, pages)];
const rows = [];

async function inBrowser(browserOptions, work) {
  const browser = await startChromium(browserOptions);
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

say(`first pictures, ${plan.firsts} times`);
const firsts = await inBrowser({}, (browser) => firstPictures(clients[0], server, browser, plan.firsts));
rows.push(
  { what: 'Join to the first picture of somebody else, p50', value: median(firsts), unit: 'ms', goal: 800 },
  { what: 'the same, p95', value: percentile(firsts, 0.95), unit: 'ms', goal: 1500 },
);

for (const count of sizes) {
  const results = new Map(clients.map(({ name }) => [name, []]));
  for (let round = 1; round <= plan.rounds; ++round) {
    for (const client of clients) {
      const result = await inBrowser(filmed, (browser) => room(client, browser, count, plan));
      say(`${count} people, ${client.name}, round ${round}: CPU ${result.cpu.toFixed(3)} s/s each, ${result.uplink.toFixed(0)} kbit/s up, ${result.picture}`);
      results.get(client.name).push(result);
    }
  }
  const cpu = (name) => median(results.get(name).map((result) => result.cpu));
  const pictures = clients.map(({ name }) => results.get(name).at(-1).picture);
  rows.push({
    what: `CPU per person, ${count} people, camera of ${size.width}x${size.height} (moim shows ${pictures[0]}, the original ${pictures[1]})`,
    value: cpu('moim') / cpu('original'),
    unit: "times the original's",
    goal: 1,
  });
}

for (const count of sizes) {
  const { uplink, picture } = await inBrowser({}, (browser) => room(clients[0], browser, count, plan));
  say(`uplink, ${count} people: ${uplink.toFixed(0)} kbit/s, ${picture}`);
  rows.push({ what: `uplink of one person, ${count} people (pictures of ${picture})`, value: uplink, unit: 'kbit/s', goal: capKilobits });
}

const bytes = await inBrowser({}, (browser) => scriptBytes(server, browser));
const interactive = await inBrowser({}, async (browser) => {
  const times = [];
  for (let run = 0; run < 5; ++run) times.push(await timeToInteractive(server, browser));
  return median(times);
});
rows.push(
  { what: 'script loaded when the call is on, gzip', value: bytes / 1000, unit: 'kB', goal: 180 },
  { what: 'first page can be used, at 1.6 Mbit/s and 150 ms', value: interactive, unit: 'ms', goal: 1500 },
);

await server.stop();
pages.close();
console.log(`\n${asText(rows)}\n`);
if (options.write ?? !options.quick) {
  const path = join(root, 'docs', 'performance.md');
  const facts = `${new Date().toISOString().slice(0, 10)}, \`./dev bench client${options.quick ? ' --quick' : ''}\`, Chromium ${await inBrowser({}, async (browser) => (await browser.version()).replace(/^.*\//, ''))}, ${cpus().length} cores of ${cpus()[0].model}.`;
  await writeFile(path, putInto(await readFile(path, 'utf8'), 'client', `${facts}\n\n${asMarkdown(rows)}\n`));
  console.log('Written: docs/performance.md');
}
const missed = rows.filter(({ value, goal }) => value > goal).length;
console.log(`${missed} goals missed.`);
