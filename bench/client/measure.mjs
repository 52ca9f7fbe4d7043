// Each measurement: what it does, and the numbers it comes home with.
import { gzipSync } from 'node:zlib';
import { setTimeout as wait } from 'node:timers/promises';
import { Person } from '../../tests/e2e/support/person.mjs';
import { exactly } from '../../tests/e2e/support/video.mjs';
import { cpuSeconds, machineSeconds } from './processes.mjs';
import { draw, drawn, oneMore, others, patience, prepare } from './person.mjs';

export function percentile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)];
}

/** Milliseconds from Join to the first picture of the one who is there, `runs` times; each is told to `onResult`. */
export async function firstPictures({ client, server, browser, runs, onResult }) {
  const [host] = await oneMore(client, browser, 'first', []);
  for (let run = 0; run < runs; ++run) {
    const visitor = await Person.open(browser, `${server.url.replace('127.0.0.1', 'localhost')}/r/first`, { prepare, patience });
    const first = visitor.page.evaluate((selector) => window.firstPictureOf(selector), others);
    await visitor.enter('visitor');
    onResult(await first);
    await visitor.close();
    await exactly(host.page, host.others, 0);
  }
  await host.close();
}

/** Bytes sent, and pictures received and decoded, over all connections so far. */
const counted = (page) =>
  page.evaluate(async () => {
    let [bytes, pictures] = [0, 0];
    for (const connection of window.connections) {
      if (connection.connectionState !== 'connected') continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'outbound-rtp') bytes += report.bytesSent + (report.headerBytesSent ?? 0);
        if (report.type === 'inbound-rtp') pictures += report.framesDecoded ?? 0;
      }
    }
    return { bytes, pictures };
  });

/** The size of what comes in over the first connection. */
const incoming = (page) =>
  page.evaluate(async () => {
    const [open] = window.connections.filter(({ connectionState }) => connectionState === 'connected');
    const reports = [...(await open.getStats()).values()];
    const { frameWidth, frameHeight } = reports.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video');
    return `${frameWidth}x${frameHeight}`;
  });

async function reading(browser, people) {
  return {
    cpu: cpuSeconds(browser.process().pid),
    machine: machineSeconds(),
    counted: await Promise.all(people.map(({ page }) => counted(page))),
    at: Date.now(),
  };
}

async function between(before, after, people) {
  const seconds = (after.at - before.at) / 1000;
  const uplinks = after.counted.map(({ bytes }, n) => ((bytes - before.counted[n].bytes) * 8) / 1000 / seconds);
  const pictures = after.counted.reduce((sum, one, n) => sum + one.pictures - before.counted[n].pictures, 0);
  return {
    count: people.length,
    cpu: (after.cpu - before.cpu) / seconds / people.length,
    pictures: pictures / seconds / people.length,
    elsewhere: (after.machine - before.machine - (after.cpu - before.cpu)) / seconds,
    uplink: Math.max(...uplinks),
    picture: await incoming(people[0].page),
    places: await drawn(people[0]),
  };
}

/**
 * A room that grows to each of `sizes`, each measured for so many seconds: CPU seconds per second and person, pictures of
 * others per second and person, uplink in kbit/s of whoever sends most, size of the pictures, and where they are drawn. `places` says where to, by size.
 */
export async function growingRoom({ client, browser, sizes, plan, places, onResult }) {
  let people = [];
  for (const size of sizes) {
    while (people.length < size) people = await oneMore(client, browser, 'growing', people);
    if (places?.has(size)) await Promise.all(people.map((person) => draw(person, places.get(size))));
    await wait(plan.settle * 1000);
    const before = await reading(browser, people);
    await wait(plan.seconds * 1000);
    onResult(await between(before, await reading(browser, people), people));
  }
  await Promise.all(people.map((person) => person.close()));
}

/** Bytes of script, compressed with gzip, that a page has loaded by the time somebody is in a call. */
export async function scriptBytes(server, browser) {
  const url = server.url.replace('127.0.0.1', 'localhost');
  const person = await Person.join(browser, `${url}/r/size`, 'somebody', { patience });
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
  page.setDefaultTimeout(patience);
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
