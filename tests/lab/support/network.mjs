// A small internet of network namespaces: hosts around one router, each on a wire of its own and a spare one, with the
// faults of real networks put on by command. Needs root; ends with everything it made taken away again.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const longWire = fileURLToPath(new URL('long_wire.py', import.meta.url));

/** Commands of `ip` in one go, within milliseconds however busy the machine is. */
function ipBatch(namespace, lines) {
  const batch = run('ip', ['-n', namespace, '-batch', '-']);
  batch.child.stdin.end(`${lines.join('\n')}\n`);
  return batch;
}

/** One machine: an interface in use, another one it can change to, and a namespace to start programs in. */
class Host {
  constructor(network, name, index) {
    this.network = network;
    this.name = name;
    this.namespace = `${network.prefix}-${name}`;
    this.wires = [0, 1].map((which) => ({
      inside: `eth${which}`,
      outside: `w${index}x${which}`,
      address: `10.77.${index * 2 + which}.2`,
      gateway: `10.77.${index * 2 + which}.1`,
    }));
    this.wire = this.wires[0];
  }

  get address() {
    return this.wire.address;
  }

  /** What to put before a command so that it runs on this host. */
  get within() {
    return ['ip', 'netns', 'exec', this.namespace];
  }

  exec(...command) {
    return run(this.within[0], [...this.within.slice(1), ...command]);
  }

  async connect() {
    const { namespace, network } = this;
    await run('ip', ['netns', 'add', namespace]);
    // Addresses that IPv6 gives itself come late, and a browser takes each for a change of networks.
    for (const which of ['all', 'default']) await this.exec('sysctl', '-q', '-e', '-w', `net.ipv6.conf.${which}.disable_ipv6=1`);
    await this.exec('ip', 'link', 'set', 'lo', 'up');
    for (const { inside, outside, gateway } of this.wires) {
      await run('ip', ['-n', network.router, 'link', 'add', outside, 'type', 'veth', 'peer', 'name', inside, 'netns', namespace]);
      await run('ip', ['-n', network.router, 'address', 'add', `${gateway}/24`, 'dev', outside]);
      await run('ip', ['-n', network.router, 'link', 'set', outside, 'up']);
    }
    await ipBatch(namespace, this.#uses(this.wires[0]));
  }

  #uses(wire) {
    this.wire = wire;
    return [
      `link set dev ${wire.inside} up`,
      `address add ${wire.address}/24 dev ${wire.inside}`,
      `route replace default via ${wire.gateway} dev ${wire.inside}`,
    ];
  }

  /**
   * From one network to another, from Wi-Fi to the telephone's, say, as a machine does it: what it had goes, link, address
   * and route, and a moment later there is the other.
   */
  async changeNetwork() {
    const { inside } = this.wire;
    const other = this.wires.find((wire) => wire !== this.wire);
    const gone = [`address flush dev ${inside}`, `link set dev ${inside} down`];
    await ipBatch(this.namespace, [...gone, ...this.#uses(other)]);
  }

  /**
   * The wire in use becomes a long one: in each direction everything takes so many milliseconds, so many kilobits pass in
   * a second, and so many packets of a hundred get lost. The kernel has no netem: a process carries the packets.
   */
  async lengthen({ delay, rate, loss }) {
    const { wire, namespace, network } = this;
    const [inside, outside] = ['long0', `${wire.outside}long`];
    const ends = [namespace, inside, network.router, outside];
    const child = spawn('python3', [longWire, ...ends, delay, rate, loss].map(String), { stdio: ['ignore', 'pipe', 'inherit'] });
    network.wires.push(child);
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(([code]) => Promise.reject(new Error(`the wire broke: ${code}`)))]);
    await ipBatch(namespace, [`address flush dev ${wire.inside}`]);
    await ipBatch(network.router, [
      `address flush dev ${wire.outside}`,
      `link set dev ${outside} up`,
      `address add ${wire.gateway}/24 dev ${outside}`,
    ]);
    Object.assign(wire, { inside, outside });
    await ipBatch(namespace, this.#uses(wire));
  }

  /** Packets to and from this host that match are dropped on the way, whichever network it is on: all of them, or so many of a hundred. */
  async drop({ protocol = 'any', percent = 100 } = {}) {
    const match = protocol === 'any' ? [] : ['meta', 'l4proto', protocol];
    const chance = percent === 100 ? [] : ['numgen', 'random', 'mod', '100', '<', String(percent)];
    const outside = `{ ${this.wires.map((wire) => wire.outside).join(', ')} }`;
    for (const direction of ['iifname', 'oifname']) {
      await this.network.exec('nft', 'add', 'rule', 'inet', 'lab', 'forward', direction, outside, ...match, ...chance, 'drop');
    }
  }
}

export class Network {
  static #made = 0;
  /** Processes that carry packets. */
  wires = [];

  constructor(names) {
    this.prefix = `moim-lab-${process.pid}-${(Network.#made += 1)}`;
    this.router = `${this.prefix}-router`;
    this.hosts = names.map((name, index) => new Host(this, name, index));
  }

  static async create(...names) {
    const network = new Network(names);
    await run('ip', ['netns', 'add', network.router]);
    await network.exec('sysctl', '-q', '-w', 'net.ipv4.ip_forward=1');
    await network.exec('nft', 'add', 'table', 'inet', 'lab');
    await network.exec('nft', 'add', 'chain', 'inet', 'lab', 'forward', '{ type filter hook forward priority 0; }');
    for (const host of network.hosts) await host.connect();
    return network;
  }

  exec(...command) {
    return run('ip', ['netns', 'exec', this.router, ...command]);
  }

  /** Nothing is dropped any more. */
  heal() {
    return this.exec('nft', 'flush', 'chain', 'inet', 'lab', 'forward');
  }

  /** Takes the namespaces away, and with them the wires. Whatever runs in them must have ended. */
  async remove() {
    for (const wire of this.wires.filter(({ exitCode }) => exitCode === null)) {
      const exited = once(wire, 'exit');
      wire.kill();
      await exited;
    }
    for (const { namespace } of this.hosts) await run('ip', ['netns', 'delete', namespace]);
    await run('ip', ['netns', 'delete', this.router]);
  }
}
