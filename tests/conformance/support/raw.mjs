// Speaks to the server below the level of any client library, to say what no client library would.
import { once } from 'node:events';
import net from 'node:net';
import WebSocket from 'ws';

/** A WebSocket that has done the Engine.IO 4 and Socket.IO handshakes and can then send any text. */
export async function rawSocket(url, { eio = 4 } = {}) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=${eio}&transport=websocket`, { perMessageDeflate: false });
  const received = [];
  socket.on('message', (data, binary) => received.push(binary ? data : data.toString()));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => {});
  await once(socket, 'open');
  if (eio === 4) socket.send('40');
  while (!received.some((text) => text.startsWith?.('40'))) {
    if (socket.readyState !== WebSocket.OPEN) throw new Error('the server closed before it let the client in');
    await Promise.race([once(socket, 'message'), closed]);
  }
  return { socket, received, closed, send: (text, options) => socket.send(text, options ?? {}) };
}

/** Sends octets as they are on a TCP connection and resolves with all that comes back until the server closes it. */
export function rawExchange(port, octets) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(octets));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (text) => (answer += text));
    socket.on('close', () => resolve(answer));
    socket.on('error', (error) => (answer ? resolve(answer) : reject(error)));
  });
}
