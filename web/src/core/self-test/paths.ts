import type { Rtc } from '../rtc';
import { whenAborted } from './aborted';
import type { Findings } from './types';

/** What one browser's search for paths came to. */
interface Gathered {
  /** Kinds of candidates found: `host`, `srflx`, `relay`. */
  readonly kinds: ReadonlySet<string>;
  /** It ended by itself, and every server that was asked answered. */
  readonly allAnswered: boolean;
}

/** Looks for paths through `iceServers` until one through a server is found, the search ends or time is up. */
async function gather(rtc: Rtc, configuration: RTCConfiguration, signal: AbortSignal): Promise<Gathered> {
  const connection = rtc.createConnection(configuration);
  const kinds = new Set<string>();
  // A browser that never tells of errors cannot be taken at its silence.
  let errors = 'onicecandidateerror' in connection ? 0 : 1;
  try {
    const ended = new Promise<boolean>((resolve) => {
      connection.onicecandidate = ({ candidate }) => {
        if (!candidate) resolve(true);
        else if (isUdp(candidate)) {
          const kind = kindOf(candidate);
          kinds.add(kind);
          if (kind !== 'host') resolve(true);
        }
      };
      connection.onicecandidateerror = () => (errors += 1);
      whenAborted(signal, () => resolve(false));
    });
    connection.createDataChannel('test');
    await connection.setLocalDescription();
    return { allAnswered: (await ended) && errors === 0, kinds };
  } finally {
    connection.close();
  }
}

/** Of a relay reached over TCP, too: it passes on by UDP. An empty one only says that there are no more. */
const isUdp = ({ candidate }: RTCIceCandidate): boolean => / udp /i.test(candidate);

/** `type` is not there in older browsers; the line always says it (RFC 8839, 5.1: `typ`). */
function kindOf({ type, candidate }: RTCIceCandidate): string {
  return type ?? /\btyp (\w+)/.exec(candidate)?.[1] ?? 'host';
}

/** Whether UDP gets out, and an answer back in. */
export async function checkUdp(
  rtc: Rtc,
  iceServers: readonly RTCIceServer[],
  signal: AbortSignal,
): Promise<Findings['udp']> {
  const { kinds, allAnswered } = await gather(rtc, { iceServers: [...iceServers] }, signal);
  if (kinds.size === 0) return 'none';
  if (iceServers.length === 0) return 'not_set_up';
  if (kinds.has('srflx') || kinds.has('relay')) return 'ok';
  // Seen from outside as it sees itself: such a browser has nothing to add to what it found at home.
  return allAnswered ? 'ok' : 'silent';
}

function relayOnly(iceServers: readonly RTCIceServer[]): RTCConfiguration {
  return { iceServers: [...iceServers], iceTransportPolicy: 'relay' };
}

/** Whether a relay can be reached over TCP, where UDP is shut out. */
export async function checkTcp(
  rtc: Rtc,
  iceServers: readonly RTCIceServer[],
  signal: AbortSignal,
): Promise<Findings['tcp']> {
  if (iceServers.length === 0) return 'not_set_up';
  const configuration = relayOnly(iceServers);
  return (await gather(rtc, configuration, signal)).kinds.has('relay') ? 'ok' : 'silent';
}

/** Whether what is sent through a relay arrives: a connection of this browser with itself, which may use nothing else. */
export async function checkTurn(
  rtc: Rtc,
  iceServers: readonly RTCIceServer[],
  signal: AbortSignal,
): Promise<Findings['turn']> {
  if (iceServers.length === 0) return 'not_set_up';
  const configuration = relayOnly(iceServers);
  const caller = rtc.createConnection(configuration);
  const callee = rtc.createConnection(configuration);
  let relayed = false as boolean;
  const pass = (from: RTCPeerConnection, to: RTCPeerConnection): void => {
    from.onicecandidate = ({ candidate }) => {
      if (candidate && candidate.candidate !== '') relayed = true;
      // One that comes too late for an ended test is of no use.
      to.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    };
  };
  try {
    pass(caller, callee);
    pass(callee, caller);
    const arrived = new Promise<boolean>((resolve) => {
      const channel = caller.createDataChannel('test');
      channel.onopen = () => channel.send('?');
      channel.onmessage = () => resolve(true);
      callee.ondatachannel = ({ channel: far }) => (far.onmessage = () => far.send('!'));
      whenAborted(signal, () => resolve(false));
    });
    await caller.setLocalDescription();
    if (caller.localDescription) await callee.setRemoteDescription(caller.localDescription);
    await callee.setLocalDescription();
    if (callee.localDescription) await caller.setRemoteDescription(callee.localDescription);
    if (await arrived) return 'ok';
    return relayed ? 'empty' : 'silent';
  } finally {
    caller.close();
    callee.close();
  }
}
