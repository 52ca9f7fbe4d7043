// Each measurement: what it does, and the numbers it comes home with.
import { gzipSync } from 'node:zlib';
import { setTimeout as wait } from 'node:timers/promises';
import { Person } from '../../tests/e2e/support/person.mjs';
import { cpuSeconds } from './processes.mjs';
import { gather, others, prepare } from './person.mjs';

export function percentile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)];
}

/** Milliseconds from Join to the first picture of the one who is there, `runs` times. */
export async function firstPictures(client, server, browser, runs) {
  const [host] = await gather(client, browser, 'first', 1);
  const times = [];
  for (let run = 0; run < runs; ++run) {
    const visitor = await Person.open(browser, `${server.url.replace('127.0.0.1', 'localhost')}/r/first`, { prepare });
    const first = visitor.page.evaluate((selector) => window.firstPictureOf(selector), others);
    await visitor.enter('visitor');
    times.push(await first);
    await visitor.close();
    await host.page.waitForFunction((selector) => document.querySelectorAll(selector).length === 0, {}, host.others);
  }
  await host.close();
  return times;
}

const sent = (page) =>
  page.evaluate(async () => {
    let bytes = 0;
    for (const connection of window.connections) {
      if (connection.connectionState !== 'connected') continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'outbound-rtp') bytes += report.bytesSent + (report.headerBytesSent ?? 0);
      }
    }
    return bytes;
  });

const widths = (page, selector) => page.$$eval(selector, (videos) => videos.map((video) => `${video.videoWidth}x${video.videoHeight}`));

/** A room of `count` for so many seconds: CPU seconds per second and person, uplink in kbit/s per person, picture sizes. */
export async function room(client, browser, count, { settle, seconds }) {
  const people = await gather(client, browser, `room${count}`, count);
  await wait(settle * 1000);
  const before = { cpu: cpuSeconds(browser.process().pid), sent: await Promise.all(people.map(({ page }) => sent(page))), at: Date.now() };
  await wait(seconds * 1000);
  const after = { cpu: cpuSeconds(browser.process().pid), sent: await Promise.all(people.map(({ page }) => sent(page))), at: Date.now() };
  const passed = (after.at - before.at) / 1000;
  const uplinks = after.sent.map((bytes, n) => ((bytes - before.sent[n]) * 8) / 1000 / passed);
  const pictures = await widths(people[0].page, people[0].others);
  for (const person of people) await person.close();
  return { cpu: (after.cpu - before.cpu) / passed / count, uplink: Math.max(...uplinks), picture: pictures[0] };
}

/** Bytes of script, compressed with gzip, that a page has loaded by the time somebody is in a call. */
export async function scriptBytes(server, browser) {
  const url = server.url.replace('127.0.0.1', 'localhost');
  const person = await Person.join(browser, `${url}/r/size`, 'somebody');
  await person.sees('You are the first one here');
  const scripts = await person.page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => new URL(name).pathname.endsWith('.js')),
  );
  await person.close();
  const bodies = await Promise.all([...new Set(scripts)].map(async (script) => Buffer.from(await (await fetch(script)).arrayBuffer())));
  return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
}

/** Milliseconds until the first page can be used, over a line of 1.6 Mbit/s with 150 ms of delay. */
export async function timeToInteractive(server, browser) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const devtools = await page.createCDPSession();
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 1_600_000 / 8,
  });
  const loaded = page.goto(`${server.url.replace('127.0.0.1', 'localhost')}/?lang=en`);
  const handle = await page.waitForFunction(() => document.querySelector('main button, #main button') && performance.now(), { polling: 'raf' });
  const time = await handle.jsonValue();
  await loaded;
  await context.close();
  return time;
}
