// From Join to the first picture of the one who is there, over ways that are long or closed to UDP: to be read, not judged.
import { test } from 'node:test';
import { percentile } from '../../bench/client/measure.mjs';
import { others, prepare as script } from '../../bench/client/person.mjs';
import { Person } from '../e2e/support/person.mjs';
import { Call } from './support/call.mjs';
import { startRelay } from './support/relay.mjs';

const rounds = Number(process.env.MOIM_LAB_ROUNDS ?? 5);

/** Milliseconds, of so many visits of Ben to where Ann is. */
async function firstPictures(call) {
  const [ann, ben] = call.people;
  const browser = ben.context.browser();
  await ben.close();
  const times = [];
  while (times.length < rounds) {
    await ann.seesPeople(0);
    const visitor = await Person.open(browser, call.url, { prepare: script });
    const first = visitor.page.evaluate((selector) => window.firstPictureOf(selector), others);
    await visitor.enter('ben');
    times.push(await first);
    await visitor.close();
  }
  return times;
}

async function told(t, call) {
  try {
    const times = await firstPictures(call);
    const at = (part) => `${Math.round(percentile(times, part))} ms`;
    t.diagnostic(`first picture of ${rounds}: p50 ${at(0.5)}, p95 ${at(0.95)}`);
  } finally {
    await call.end();
  }
}

test('far from each other: 100 ms there and back, 1 % loss, 5 Mbit/s', async (t) => {
  // Whatever goes from one host to another passes two wires.
  const half = { delay: 25, rate: 5_000, loss: 0.5 };
  const prepare = ({ network }) => Promise.all(network.hosts.map((host) => host.lengthen(half))).then(() => []);
  await told(t, await Call.among(['ann', 'ben'], { prepare, script }));
});

test('without UDP, through a relay over TCP', async (t) => {
  let relay;
  const prepare = async ({ host, homes, folder }) => {
    for (const home of homes) await home.drop({ protocol: 'udp' });
    relay = await startRelay(host, folder);
    return ['--ice-server', relay.iceServer];
  };
  try {
    await told(t, await Call.among(['ann', 'ben'], { prepare, script }));
  } finally {
    await relay?.stop();
  }
});
