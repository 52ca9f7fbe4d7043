/** One m-line of a description. */
export interface Line {
  readonly kind: 'audio' | 'video';
  readonly mid: string;
  readonly direction: RTCRtpTransceiverDirection;
  readonly streams: readonly string[];
}

/** What a description says, as far as the model cares. */
export interface Description {
  readonly type: 'offer' | 'answer';
  readonly fingerprint: string;
  readonly ufrag: string;
  readonly lines: readonly Line[];
}

export function write({ fingerprint, ufrag, lines }: Description): string {
  const head = [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    `a=fingerprint:${fingerprint}`,
    `a=ice-ufrag:${ufrag}`,
  ];
  const body = lines.flatMap(({ kind, mid, direction, streams }) => [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF 111`,
    `a=mid:${mid}`,
    `a=${direction}`,
    ...streams.map((stream) => `a=msid:${stream} -`),
  ]);
  return [...head, ...body, ''].join('\r\n');
}

const valueOf = (text: string, key: string): string | undefined =>
  new RegExp(`^${key}(.*?)\\r$`, 'm').exec(text)?.[1];

function parseLine(section: string): Line {
  const direction = /^a=(sendrecv|sendonly|recvonly|inactive)\r$/m.exec(section)?.[1] ?? 'sendrecv';
  return {
    kind: section.startsWith('audio') ? 'audio' : 'video',
    mid: valueOf(section, 'a=mid:') ?? '',
    direction: direction as RTCRtpTransceiverDirection,
    streams: [...section.matchAll(/^a=msid:(\S+) /gm)].map((match) => match[1] ?? ''),
  };
}

/** Null for what no browser would take. */
export function parse({ type, sdp = '' }: RTCSessionDescriptionInit): Description | null {
  const [head = '', ...sections] = sdp.split(/^m=/m);
  const fingerprint = valueOf(head, 'a=fingerprint:');
  const ufrag = valueOf(head, 'a=ice-ufrag:');
  if ((type !== 'offer' && type !== 'answer') || !fingerprint || !ufrag) return null;
  return { type, fingerprint, ufrag, lines: sections.map(parseLine) };
}

const SENDS = new Set(['sendrecv', 'sendonly']);
const RECEIVES = new Set(['sendrecv', 'recvonly']);

export const sends = (direction: string | null): boolean => direction !== null && SENDS.has(direction);
export const receives = (direction: string | null): boolean => direction !== null && RECEIVES.has(direction);

export function direction(send: boolean, receive: boolean): RTCRtpTransceiverDirection {
  if (send) return receive ? 'sendrecv' : 'sendonly';
  return receive ? 'recvonly' : 'inactive';
}

/** As the other side sees it. */
export const reversed = (seen: RTCRtpTransceiverDirection): RTCRtpTransceiverDirection =>
  direction(receives(seen), sends(seen));

export const common = (one: RTCRtpTransceiverDirection, other: RTCRtpTransceiverDirection) =>
  direction(sends(one) && sends(other), receives(one) && receives(other));
