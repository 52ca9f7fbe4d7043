// A wire between browsers and a server that can be cut and mended: a small TCP proxy on a port of its own.
import { connect, createServer } from 'node:net';

export async function startWire(target) {
  const pairs = new Set();
  let cut = false;
  let silent = false;
  const server = createServer((near) => {
    if (cut) return near.destroy();
    const far = connect(target, '127.0.0.1');
    const pair = [near, far];
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    near.on('data', (octets) => silent && octets.includes('/socket.io/') && end());
    near.pipe(far).pipe(near);
    return undefined;
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endAll = () => {
    for (const pair of [...pairs]) for (const socket of pair) socket.destroy();
  };
  return {
    url: `http://localhost:${server.address().port}`,
    /** Breaks every connection, and refuses new ones until it is mended. */
    cut: () => {
      cut = true;
      endAll();
    },
    /** Breaks every connection, and lets pages through, but no socket, until it is mended. */
    silence: () => {
      silent = true;
      endAll();
    },
    mend: () => {
      cut = silent = false;
    },
    close: () => {
      endAll();
      server.close();
    },
  };
}
