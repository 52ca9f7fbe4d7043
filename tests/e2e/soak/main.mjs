// A call of four in real Chromium for minutes, in which all kinds of things happen: `./dev soak call`. Ends with what the
// pages and the server still hold, which must not have grown.
import { parseArgs } from 'node:util';
import { measureEmpty, metricsPort } from '../../conformance/soak/measure.mjs';
import { startChromium } from '../support/browsers.mjs';
import { history, keepCounts } from '../support/history.mjs';
import { Person } from '../support/person.mjs';
import { startMoim } from '../support/process.mjs';
import { startWire } from '../support/wire.mjs';
import { cameBack, goBehind } from './background.mjs';
import { Heap, leaks } from './heap.mjs';
import { live } from './life.mjs';
import { keepNothing } from './press.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const whole = Number(values.minutes) * 60_000;
// The first ten minutes of long runs, and the first third of short ones, are for what is made once.
const warmUp = Math.min(10 * 60_000, whole / 3);
// A busy machine is slow, not wrong.
const patience = 90_000;

const started = Date.now();
const say = (text) => console.log(`    ${((Date.now() - started) / 60_000).toFixed(1).padStart(5)} min  ${text}`);

const server = await startMoim(['--metrics-listen', '127.0.0.1:0']);
const [wire, metrics, front, behind] = await Promise.all([
  startWire(server.port),
  metricsPort(server),
  startChromium(),
  startChromium({ slowsDown: true }),
]);
const base = server.url.replace('127.0.0.1', 'localhost');

/** The call: Ben is reached through a wire that can be cut, Dan's tab is behind another one. */
async function gather() {
  const enters = (browser, url, name) => Person.join(browser, `${url}/r/soak`, name, { patience });
  const ann = await enters(front, base, 'Ann');
  const ben = await enters(front, wire.url, 'Ben');
  const cho = await enters(front, base, 'Cho');
  const dan = await enters(behind, base, 'Dan');
  const people = { ann, ben, cho, dan };
  for (const person of Object.values(people)) {
    await person.seesPeopleMove(3);
    keepNothing(person);
  }
  await goBehind(dan);
  return { ...people, wire };
}

/** One round after the other until the time is up; says once a minute how it goes. */
async function liveOn(call, heaps) {
  let told = 0;
  let round = 0;
  do {
    await live(call, ++round);
    const held = await Promise.all(heaps.map(async (heap) => `${heap.name} ${(await heap.sample()).heap.toFixed(1)} MB`));
    if (Date.now() - told < 60_000) continue;
    told = Date.now();
    say(`round ${round}: ${held.join(', ')}`);
  } while (Date.now() - started < whole);
  return round;
}

async function soak() {
  const call = await gather();
  const { ann, ben, cho, dan } = call;
  // Ben reloads, which begins anew; the pages of the others are the same all the time.
  const heaps = await Promise.all(Object.entries({ ann, cho, dan }).map(([name, { page }]) => Heap.of(name, page)));
  await keepCounts(ann.page);
  say('four people are in a call');
  const rounds = await liveOn(call, heaps);
  const faults = await cameBack(dan);
  for (const person of [ann, ben, cho, dan]) await person.seesPeopleMove(3);
  // A shared screen is a tile, too.
  const most = Math.max(...(await history(ann.page)).counts);
  if (most > 4) faults.push(`Ann has seen ${most} tiles of others at once`);
  for (const heap of heaps) faults.push(...leaks(heap, started + warmUp, say));
  for (const person of [ann, ben, cho, dan]) await person.close();
  const left = await measureEmpty(server, metrics);
  for (const key of ['connections', 'sessions', 'rooms', 'members']) if (left[key] !== 0) faults.push(`${left[key]} ${key} are left`);
  say(`${rounds} rounds; left: ${JSON.stringify(left)}`);
  return faults;
}

let faults;
try {
  faults = await soak();
} catch (error) {
  faults = [error.message];
}
await Promise.all([front.close(), behind.close()]);
wire.close();
const code = await server.stop();
if (code !== 0) faults.push(`the server ended with ${code}`);
for (const fault of faults) say(fault);
console.log(faults.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
process.exit(faults.length === 0 ? 0 : 1);
