// One face for the five generations of socket.io-client the tests speak with.
import io230 from 'socket.io-client-2.3.0';
import io250 from 'socket.io-client-2.5.0';
import { io as io313 } from 'socket.io-client-3.1.3';
import { io as io402 } from 'socket.io-client-4.0.2';
import { io as io484 } from 'socket.io-client-4.8.4';

export const clients = [
  { version: '2.3.0', io: io230 },
  { version: '2.5.0', io: io250 },
  { version: '3.1.3', io: io313 },
  { version: '4.0.2', io: io402 },
  { version: '4.8.4', io: io484 },
];
export const newest = clients.at(-1);
export const original = clients[0];

export const transports = [
  { name: 'polling', list: ['polling'] },
  { name: 'websocket', list: ['websocket'] },
  { name: 'upgrade', list: ['polling', 'websocket'] },
];

// Long enough for a loaded machine under a sanitizer; nothing waits for it unless something is broken.
const patience = 20_000;

// A server that recovers connections gives its clients from 3.x on the offset of each event as one more argument.
const withOffsets = new WeakSet();
const local = new Set(['connect', 'connect_error', 'disconnect', 'upgrade']);

function payload(socket, event, args) {
  const told = withOffsets.has(socket) && !local.has(event) ? args.slice(0, -1) : args;
  return told.length > 1 ? told : told[0];
}

/** Resolves with what `event` brings, rejects when it does not come. */
export function next(socket, event) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      socket.off(event, arrived);
      reject(new Error(`no ${event} arrived`));
    }, patience);
    const arrived = (...args) => {
      clearTimeout(late);
      socket.off(event, arrived);
      resolve(payload(socket, event, args));
    };
    socket.on(event, arrived);
  });
}

/** Emits with an acknowledgement and resolves with what comes back. */
export function request(socket, event, ...args) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no acknowledgement of ${event}`)), patience);
    socket.emit(event, ...args, (answer) => {
      clearTimeout(late);
      resolve(answer);
    });
  });
}

/** Everything that arrives under `event` from now on. */
export function collect(socket, event) {
  const arrived = [];
  socket.on(event, (...args) => arrived.push(payload(socket, event, args)));
  return arrived;
}

/** Resolves when `condition()` holds. */
export async function until(condition, what) {
  const deadline = Date.now() + patience;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A bag of sockets that are all closed at the end of a test. */
export class Sockets {
  #open = [];

  async connect(url, { io, version } = newest, list = ['websocket'], options = {}) {
    const socket = io(url, { transports: list, reconnection: false, forceNew: true, ...options });
    if (Number.parseInt(version, 10) >= 3) withOffsets.add(socket);
    this.#open.push(socket);
    await new Promise((resolve, reject) => {
      socket.on('connect', resolve);
      socket.on('connect_error', reject);
      socket.on('error', reject);
      // A server that takes the connection and ends it before the namespace is joined: nothing above hears of it.
      socket.io.on('close', (reason) => reject(new Error(`closed before it was connected: ${reason}`)));
    });
    if (list.length > 1) await upgraded(socket.io.engine);
    return socket;
  }

  /** Connects and takes a place in `room`; resolves with the socket and what `all_users` brought. */
  async join(url, room, label, client = newest, list = ['websocket']) {
    const socket = await this.connect(url, client, list);
    const users = next(socket, 'all_users');
    socket.emit('join_room', { room, email: label });
    return { socket, users: await users };
  }

  closeAll() {
    for (const socket of this.#open.splice(0)) socket.close();
  }
}

function upgraded(engine) {
  if (engine.transport.name === 'websocket') return undefined;
  return next(engine, 'upgrade');
}
