// What saving data saves, in a call of four.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { watchConnections } from '../e2e/support/history.mjs';
import { Call } from './support/call.mjs';

// In kilobits a second, and pictures a second.
const budget = { down: 250, camera: 150, screenRate: 5 };
/** So much sound is listened to for each measurement, in packets of all others together: about ten seconds of three. */
const listening = 1_500;
/** Browsers take some time to slow down. */
const attempts = 5;

let call;
before(async () => (call = await Call.among(['ann', 'ben', 'cho', 'dan'], { script: watchConnections })));
after(() => call?.end());

/** Counters over all connections of a page. The camera's line is the second one; any further picture is a screen. */
const counters = (page) =>
  page.evaluate(async () => {
    const sums = { received: 0, sound: 0, camera: 0, screenFrames: 0, at: performance.now() };
    for (const connection of window.connections.filter(({ connectionState }) => connectionState === 'connected')) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'transport') sums.received += report.bytesReceived;
        if (report.type === 'inbound-rtp' && report.kind === 'audio') sums.sound += report.packetsReceived;
        if (report.type !== 'outbound-rtp' || report.kind !== 'video') continue;
        if (report.mid === '1') sums.camera += report.bytesSent;
        else sums.screenFrames = Math.max(sums.screenFrames, report.framesSent ?? 0);
      }
    }
    return sums;
  });

async function measured(page) {
  const from = await counters(page);
  let to = from;
  while (to.sound - from.sound < listening) to = await counters(page);
  const seconds = (to.at - from.at) / 1000;
  const perSecond = (name) => (to[name] - from[name]) / seconds;
  return { down: perSecond('received') * 0.008, camera: perSecond('camera') * 0.008, screenRate: perSecond('screenFrames') };
}

test('who saves data gets little more than sound, and sends little more', async (t) => {
  const [ann, ben] = call.people;
  await ann.press(ann.words('call.more'));
  await ann.choose(ann.words('call.saver'));
  await ann.press('Share screen');
  await ben.seesScreensMove(1);
  for (let attempt = 1; attempt <= attempts; ++attempt) {
    const found = await measured(ann.page);
    const told = Object.entries(found).map(([name, value]) => `${name} ${value.toFixed(1)}`);
    t.diagnostic(told.join(', '));
    if (Object.entries(budget).every(([name, most]) => found[name] <= most)) return;
  }
  assert.fail(`never within ${JSON.stringify(budget)}`);
});
