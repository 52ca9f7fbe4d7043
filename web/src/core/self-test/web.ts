import { whenAborted } from './aborted';
import type { Findings } from './types';

/** The part of a browser's WebSocket that is used. */
export type SocketProbe = Pick<WebSocket, 'onmessage' | 'onerror' | 'onclose' | 'close'>;

/** How the page reaches its server, and a substitute in tests. */
export interface Web {
  /** Where the server is: `https://meet.example.org`. */
  readonly origin: string;
  /** Whether the browser trusts the page with devices: HTTPS, or this computer. */
  readonly secure: boolean;
  readonly fetch: (url: string, signal: AbortSignal) => Promise<Pick<Response, 'ok'>>;
  readonly openSocket: (url: string) => SocketProbe;
}

export const browserWeb: Web = {
  get origin() {
    return globalThis.location.origin;
  },
  get secure() {
    return globalThis.isSecureContext;
  },
  fetch: (url, signal) => globalThis.fetch(url, { signal, cache: 'no-store' }),
  openSocket: (url) => new WebSocket(url),
};

/** Whether the server answers, and whether what it says can be read on the way. */
export async function checkHttps(web: Web, signal: AbortSignal): Promise<Findings['https']> {
  try {
    const { ok } = await web.fetch(`${web.origin}/healthz`, signal);
    if (!ok) return 'unhealthy';
  } catch {
    return 'unreachable';
  }
  if (web.origin.startsWith('https:')) return 'ok';
  return web.secure ? 'local' : 'insecure';
}

/** Whether a WebSocket gets through: the server is heard on it before anything is said. */
export function checkWebSocket(web: Web, signal: AbortSignal): Promise<Findings['websocket']> {
  return new Promise((resolve) => {
    const socket = web.openSocket(
      `${web.origin.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`,
    );
    const end = (finding: Findings['websocket']): void => {
      socket.onmessage = socket.onerror = socket.onclose = null;
      socket.close();
      resolve(finding);
    };
    // The first packet of Engine.IO is `0{…}`: it is the server that answers, and not something on the way.
    socket.onmessage = ({ data }) =>
      end(typeof data === 'string' && data.startsWith('0') ? 'ok' : 'unreachable');
    socket.onerror = socket.onclose = () => end('unreachable');
    whenAborted(signal, () => end('unreachable'));
  });
}
