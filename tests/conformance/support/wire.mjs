// A TCP connection that can be cut: what stands between a client and the server when a cable is pulled.
import { once } from 'node:events';
import net from 'node:net';

export class Wire {
  #listener;
  #sockets = new Set();

  /** Listens on a port of its own and passes everything on to `port`. */
  static async to(port) {
    const wire = new Wire();
    wire.#listener = net.createServer((near) => {
      const far = net.connect(port, '127.0.0.1');
      for (const [socket, other] of [[near, far], [far, near]]) {
        wire.#sockets.add(socket);
        socket.pipe(other);
        socket.on('error', () => {});
        socket.on('close', () => {
          wire.#sockets.delete(socket);
          other.destroy();
        });
      }
    });
    wire.#listener.listen(0, '127.0.0.1');
    await once(wire.#listener, 'listening');
    wire.url = `http://127.0.0.1:${wire.#listener.address().port}`;
    return wire;
  }

  /** Ends every connection at once, without a goodbye of any protocol above TCP, and takes no new one. */
  cut() {
    this.#listener.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
