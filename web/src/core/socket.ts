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

const WEBSOCKET = ['websocket'];
const POLLING_FIRST = ['polling', 'websocket'];

/**
 * What to try after so many attempts that failed. WebSocket at once saves round trips, and never waits on a connection
 * of before that died unnoticed; where something on the way swallows it, polling gets its turn: every second attempt, or
 * every fourth where WebSocket is known to work.
 */
export function transportsAfter(failures: number, webSocketWorked: boolean): string[] {
  const turn = webSocketWorked ? 4 : 2;
  return failures % turn === turn - 1 ? POLLING_FIRST : WEBSOCKET;
}

/** A socket of socket.io-client 4 whose own reconnection is off. */
export const createSocket: SocketFactory = (url = '') => {
  const socket = io(url, {
    autoConnect: false,
    forceNew: true,
    reconnection: false,
    transports: WEBSOCKET,
    // Asks for the heartbeat of calls: a machine that froze is noticed within seconds, at either end.
    query: { heartbeat: 'call' },
  });
  let failures = 0;
  let webSocketWorked = false;
  socket.on('connect', () => {
    failures = 0;
    if (socket.io.engine.transport.name === 'websocket') webSocketWorked = true;
  });
  return {
    connect: () => {
      socket.io.opts.transports = transportsAfter(failures, webSocketWorked);
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
