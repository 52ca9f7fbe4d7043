/** The servers that a room names, by what can be tested with them. */
export interface TestServers {
  /** STUN, and TURN over UDP. */
  readonly udp: readonly RTCIceServer[];
  /** TURN over TCP or TLS. */
  readonly tcp: readonly RTCIceServer[];
  /** TURN over anything. */
  readonly turn: readonly RTCIceServer[];
}

const isTurn = (url: string): boolean => /^turns?:/i.test(url);
// RFC 7065: without a transport a turns: URI is TLS over TCP, a turn: one UDP.
const isTcp = (url: string): boolean =>
  isTurn(url) && (/[?&]transport=tcp/i.test(url) || (/^turns:/i.test(url) && !/[?&]transport=/i.test(url)));

function only(servers: readonly RTCIceServer[], wanted: (url: string) => boolean): readonly RTCIceServer[] {
  return servers
    .map((server) => ({ ...server, urls: [server.urls].flat().filter(wanted) }))
    .filter(({ urls }) => urls.length > 0);
}

export function sortServers(servers: readonly RTCIceServer[]): TestServers {
  return {
    udp: only(servers, (url) => !isTcp(url)),
    tcp: only(servers, isTcp),
    turn: only(servers, isTurn),
  };
}
