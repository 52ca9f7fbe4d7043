import { io } from 'socket.io-client';

/** The part of a Socket.IO client socket that is used. It connects only when told to: trying again is decided here. */
export interface SocketPort {
  connect: () => void;
  /** Takes leave: the server holds nothing for who goes so. */
  disconnect: () => void;
  /** Ends the connection as if it had broken: the server holds the place for a while. */
  drop: () => void;
  /** `recovered`: the server kept everything, and what was missed follows. */
  onConnect: (listener: (recovered: boolean) => void) => void;
  /** The connection is lost, or could not be made. */
  onDown: (listener: () => void) => void;
  onEvent: (name: string, listener: (payload: unknown) => void) => void;
  emit: (name: string, payload: object | undefined, acknowledge: (answer: unknown) => void) => void;
}

/** Makes a socket to `url`; without one, to where the page came from. */
export type SocketFactory = (url?: string) => SocketPort;

/** How long one attempt to connect may take, in milliseconds. */
const CONNECT_TIMEOUT = 6_000;

const WEBSOCKET_FIRST = ['websocket', 'polling'];
const POLLING_FIRST = ['polling', 'websocket'];

/** A socket of socket.io-client 4 whose own reconnection is off. */
export const createSocket: SocketFactory = (url = '') => {
  const socket = io(url, {
    autoConnect: false,
    forceNew: true,
    reconnection: false,
    timeout: CONNECT_TIMEOUT,
    tryAllTransports: true,
    transports: WEBSOCKET_FIRST,
    // Asks for the heartbeat of calls: a machine that froze is noticed within seconds, at either end.
    query: { heartbeat: 'call' },
  });
  let failures = 0;
  socket.on('connect', () => (failures = 0));
  return {
    connect: () => {
      // WebSocket at once saves round trips; where something on the way swallows it, polling gets its turn.
      socket.io.opts.transports = failures % 2 === 1 ? POLLING_FIRST : WEBSOCKET_FIRST;
      socket.connect();
    },
    disconnect: () => void socket.disconnect(),
    drop: () => socket.io._close(),
    onConnect: (listener) => void socket.on('connect', () => listener(socket.recovered)),
    onDown: (listener) => {
      socket.on('disconnect', () => listener());
      socket.on('connect_error', () => {
        failures += 1;
        listener();
      });
    },
    onEvent: (name, listener) => void socket.on(name, listener),
    emit: (name, payload, acknowledge) => {
      if (payload === undefined) socket.emit(name, acknowledge);
      else socket.emit(name, payload, acknowledge);
    },
  };
};
