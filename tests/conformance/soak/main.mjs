// A real server, real clients of every generation, and faults, for minutes: `./dev soak --help`. Ends with what the
// server still holds when all of them are gone, which has to be what it held before.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Sockets, next } from '../support/clients.mjs';
import { sanitized, startMoim } from '../support/process.mjs';
import { behaviours } from './behaviours.mjs';
import { measureEmpty, metricsPort } from './measure.mjs';

// What is freed goes back to the kernel at once, so that what is measured is what is held; the rest is fragments.
const allocator = { MALLOC_MMAP_THRESHOLD_: '65536', MALLOC_TRIM_THRESHOLD_: '65536' };
const memorySlack = 4 * 1024; // KiB

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '2' }, connections: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } } });
const minutes = Number(values.minutes);
const connections = Number(values.connections);

/** Repeatable choices (mulberry32); what the network makes of them is not repeatable. */
class Random {
  #state;
  constructor(seed) {
    this.#state = seed;
  }
  below(limit) {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }
  pick(list) {
    return list[this.below(list.length)];
  }
  weighted(list) {
    let left = this.below(list.reduce((sum, [weight]) => sum + weight, 0));
    return list.find(([weight]) => (left -= weight) < 0)[1];
  }
}

/** Two members of a room of their own, who talk all the time and must notice nothing. */
class Witnesses {
  longest = 0;
  relayed = 0;
  noticed = [];
  #sockets = new Sockets();
  #talking = true;
  #done;

  async start(url) {
    const listener = await this.#sockets.join(url, 'witnesses', 'listener');
    const speaker = await this.#sockets.join(url, 'witnesses', 'speaker');
    for (const { socket } of [listener, speaker]) socket.on('disconnect', (reason) => this.#talking && this.noticed.push(reason));
    listener.socket.on('user_exit', () => this.#talking && this.noticed.push('user_exit'));
    this.#done = this.#talk(speaker.socket, speaker.users[0].id, listener.socket);
  }

  async #talk(speaker, receiver, listener) {
    for (let i = 0; this.#talking; i += 1) {
      const started = performance.now();
      const arrived = next(listener, 'getCandidate');
      speaker.emit('candidate', { candidate: { i }, candidateReceiveID: receiver });
      const { candidate } = await arrived;
      if (candidate.i !== i) this.noticed.push(`candidate ${candidate.i} instead of ${i}`);
      this.longest = Math.max(this.longest, performance.now() - started);
      this.relayed += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop() {
    this.#talking = false;
    await this.#done.catch((error) => this.noticed.push(error.message));
    this.#sockets.closeAll();
  }
}

/** Each of them a few times at once, the rare ones too. */
const all = (place, random) =>
  Promise.all([0, 1, 2].flatMap(() => behaviours.map(([, behave]) => outcome(behave, { ...place, random }))));

/** How it ended: nothing that a behaviour does takes as long as `patience`, unless somebody waits for what never comes. */
function outcome(behave, place, patience = 90_000) {
  const late = new Promise((resolve) => setTimeout(resolve, patience, 'stuck').unref());
  return Promise.race([behave(place).then(() => 'done', () => 'refused'), late]);
}

/** As many at once as was asked for, each doing one thing after the other until the time is up. */
async function crowd(place, random, milliseconds, counts) {
  const end = Date.now() + milliseconds;
  const actor = async () => {
    while (Date.now() < end) {
      const behave = random.weighted(behaviours);
      const how = await outcome(behave, { ...place, random });
      counts[behave.name] ??= { done: 0, refused: 0, stuck: 0 };
      counts[behave.name][how] += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, actor));
}

// Larger and smaller limits, and one that is none.
const configurations = [
  'max_participants = 8\nmessage_rate = 300\nrecovery_window = "1s"\n',
  'max_participants = 2\nmax_rooms = 5\nmax_chat_memory = 0\n',
  'max_participants = \n',
  'ice_server = "stun:stun.example.org"\ncall_ping_interval = "1s"\nmax_sessions_per_address = 10\n',
];

/** Has the server read another configuration each time. */
function reloads(server, file, every) {
  let next = 0;
  return setInterval(() => {
    writeFileSync(file, configurations[next++ % configurations.length]);
    server.child.kill('SIGHUP');
  }, every);
}

function judge({ before, after, counts, witnesses, code }) {
  const faults = [];
  for (const [name, { stuck }] of Object.entries(counts)) if (stuck > 0) faults.push(`${name} never came to an end, ${stuck} times`);
  for (const key of ['connections', 'sessions', 'rooms', 'members']) if (after[key] !== 0) faults.push(`${after[key]} ${key} are left`);
  if (after.descriptors !== before.descriptors) faults.push(`${after.descriptors} descriptors are open, ${before.descriptors} were`);
  if (!sanitized && after.memory > before.memory + memorySlack) faults.push(`memory grew from ${before.memory} to ${after.memory} KiB`);
  for (const what of witnesses.noticed) faults.push(`a bystander noticed: ${what}`);
  if (code !== 0) faults.push(`the server ended with ${code}`);
  return faults;
}

const folder = mkdtempSync(join(tmpdir(), 'moim-soak-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const configuration = join(folder, 'moim.toml');
writeFileSync(configuration, '');
const server = await startMoim(['--config', configuration, '--metrics-listen', '127.0.0.1:0', '--ping-interval', '2s', '--ping-timeout', '3s',
  '--max-connections', String(connections * 2 + 100), '--message-burst', '2000'], allocator);
process.on('exit', () => server.child.kill('SIGKILL'));
const metrics = await metricsPort(server);
const random = new Random(Number(values.seed));
const place = { server, url: server.url, rooms: Math.ceil(connections / 5) };
const counts = {};
console.log(`    ${connections} clients at once, for ${minutes} min, seed ${values.seed}`);

// The first fifth warms up: then the server has touched all the memory it takes for such a crowd.
const whole = minutes * 60_000;
await Promise.all([all(place, random), crowd(place, random, whole / 5, counts)]);
const before = await measureEmpty(server, metrics);
console.log(`    warm:  ${JSON.stringify(before)}`);
const witnesses = new Witnesses();
await witnesses.start(server.url);
const hangups = reloads(server, configuration, 5_000);
await crowd(place, random, (whole * 4) / 5, counts);
clearInterval(hangups);
await witnesses.stop();
const after = await measureEmpty(server, metrics);
console.log(`    after: ${JSON.stringify(after)}`);
const code = await server.stop();

console.table(counts);
console.log(`    ${witnesses.relayed} messages between bystanders, the longest took ${witnesses.longest.toFixed(1)} ms (the clients' own time included)`);
const faults = judge({ before, after, counts, witnesses, code });
for (const fault of faults) console.log(`    ${fault}`);
if (faults.length > 0) console.log(server.log.replaceAll(/^.* info .*\n/gm, ''));
console.log(faults.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
process.exit(faults.length === 0 ? 0 : 1);
