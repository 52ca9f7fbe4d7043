import { describe, expect, it } from 'vitest';
import { Store } from '../observable';
import type { Glance } from '../room';
import { candidateLine, FakePaths, type FakeSearch } from '../testing/fake-paths';
import { settled, VirtualClock } from '../testing/virtual-clock';
import { serversSeen } from './room-servers';
import { SELF_TEST_DEADLINE, SelfTest } from './self-test';
import { sortServers } from './servers';
import { verdictOf } from './types';
import type { SocketProbe, Web } from './web';

const STUN: RTCIceServer = { urls: 'stun:example.org' };
const TURN: RTCIceServer = {
  urls: ['turn:example.org', 'turn:example.org?transport=tcp', 'turns:example.org'],
  username: 'u',
  credential: 'c',
};

class FakeSocket implements SocketProbe {
  onmessage: SocketProbe['onmessage'] = null;
  onerror: SocketProbe['onerror'] = null;
  onclose: SocketProbe['onclose'] = null;
  closed = false;

  readonly close = (): void => {
    this.closed = true;
  };

  hear(data: string): void {
    this.onmessage?.call(this as unknown as WebSocket, { data } as MessageEvent);
  }
}

interface Setting {
  readonly servers?: readonly RTCIceServer[] | null;
  readonly search?: (configuration: RTCConfiguration) => FakeSearch;
  readonly web?: Partial<Web>;
  /** What the server says first on a WebSocket; nothing unless given. */
  readonly hello?: string;
}

function world({ servers = [], search = () => ({}), web = {}, hello }: Setting) {
  const clock = new VirtualClock();
  const paths = new FakePaths(search);
  const sockets: FakeSocket[] = [];
  const urls: string[] = [];
  const test = new SelfTest({
    clock,
    rtc: paths,
    iceServers: () => Promise.resolve(servers),
    web: {
      origin: 'https://example.org',
      secure: true,
      fetch: () => Promise.resolve({ ok: true }),
      openSocket: (url) => {
        const socket = new FakeSocket();
        urls.push(url);
        sockets.push(socket);
        if (hello !== undefined) queueMicrotask(() => socket.hear(hello));
        return socket;
      },
      ...web,
    },
  });
  const found = () => test.getSnapshot().checks.map(({ finding }) => finding);
  return { clock, paths, sockets, urls, test, found };
}

const whole = (relay: boolean): FakeSearch => ({
  lines: [candidateLine('host'), candidateLine(relay ? 'relay' : 'srflx')],
  carries: true,
});

describe('the test', () => {
  it('finds that all is well, and leaves nothing open', async () => {
    const search = ({ iceTransportPolicy }: RTCConfiguration) => whole(iceTransportPolicy === 'relay');
    const { test, found, paths, sockets, urls } = world({ servers: [STUN, TURN], search, hello: '0{}' });
    test.run();
    expect(test.getSnapshot().done).toBe(false);
    await settled();
    expect(found()).toEqual(['https_ok', 'websocket_ok', 'udp_ok', 'tcp_ok', 'turn_ok']);
    expect(test.getSnapshot().done).toBe(true);
    expect(paths.open).toBe(0);
    expect(sockets.every(({ closed }) => closed)).toBe(true);
    expect(urls).toEqual(['wss://example.org/socket.io/?EIO=4&transport=websocket']);
  });

  it('ends after five seconds, whatever does not answer', async () => {
    const { test, found, clock, paths } = world({
      servers: [STUN, TURN],
      search: () => ({ lines: [candidateLine('host')] }),
      web: { fetch: (_, signal) => new Promise((__, no) => signal.addEventListener('abort', no)) },
    });
    test.run();
    await clock.advance(SELF_TEST_DEADLINE - 1);
    expect(test.getSnapshot().done).toBe(false);
    await clock.advance(1);
    expect(found()).toEqual([
      'https_unreachable',
      'websocket_unreachable',
      'udp_silent',
      'tcp_silent',
      'turn_empty',
    ]);
    expect(paths.open).toBe(0);
  });

  it('can be asked again, and begins anew', async () => {
    let ok = false;
    const { test, found, clock } = world({ web: { fetch: () => Promise.resolve({ ok }) }, hello: '0' });
    test.run();
    test.run();
    await clock.advance(SELF_TEST_DEADLINE);
    expect(found()[0]).toBe('https_unhealthy');
    ok = true;
    test.run();
    expect(found()).toEqual([undefined, undefined, undefined, undefined, undefined]);
    await clock.advance(SELF_TEST_DEADLINE);
    expect(found()[0]).toBe('https_ok');
  });

  it('takes a check that breaks for one that fails', async () => {
    const { test, found } = world({
      servers: [TURN],
      search: () => {
        throw new Error('no connection for you');
      },
    });
    test.run();
    await settled();
    expect(found().slice(2)).toEqual(['udp_none', 'tcp_silent', 'turn_silent']);
  });
});

describe('the way to the server', () => {
  it.each([
    ['https://example.org', true, 'https_ok'],
    ['http://localhost', true, 'https_local'],
    ['http://192.0.2.7', false, 'https_insecure'],
  ] as const)('of a page from %s', async (origin, secure, finding) => {
    const { test, found } = world({ web: { origin, secure } });
    test.run();
    await settled();
    expect(found()[0]).toBe(finding);
  });

  it('is no WebSocket when something else answers, or nobody', async () => {
    const { test, found, sockets, clock } = world({ hello: '<html>' });
    test.run();
    await settled();
    expect(found()[1]).toBe('websocket_unreachable');
    test.run();
    sockets[1]?.onerror?.call(sockets[1] as unknown as WebSocket, new Event('error'));
    await clock.advance(0);
    expect(found()[1]).toBe('websocket_unreachable');
  });
});

describe('the ways to others', () => {
  const udpOf = async (setting: Setting, mute = false) => {
    const { test, found, clock, paths } = world(setting);
    paths.mute = mute;
    test.run();
    await clock.advance(SELF_TEST_DEADLINE);
    return found()[2];
  };
  const home = { lines: [candidateLine('host')], ends: true };

  it('are said to be few where nobody set up a server', async () => {
    const { test, found } = world({ search: () => home });
    test.run();
    await settled();
    expect(found().slice(2)).toEqual(['udp_not_set_up', 'tcp_not_set_up', 'turn_not_set_up']);
  });

  it('are not known where the room does not tell', async () => {
    const { test, found, paths } = world({ servers: null });
    test.run();
    await settled();
    expect(found().slice(2)).toEqual(['udp_not_told', 'tcp_not_told', 'turn_not_told']);
    expect(paths.configurations).toEqual([]);
  });

  it('are none without a candidate over UDP', async () => {
    const search = () => ({ lines: [candidateLine('host', 'tcp'), ''], ends: true });
    expect(await udpOf({ search })).toBe('udp_none');
  });

  it('are there when a server saw this browser as it sees itself, unless the browser hides errors', async () => {
    expect(await udpOf({ servers: [STUN], search: () => home })).toBe('udp_ok');
    expect(await udpOf({ servers: [STUN], search: () => ({ ...home, errors: 1 }) })).toBe('udp_silent');
    expect(await udpOf({ servers: [STUN], search: () => home }, true)).toBe('udp_silent');
  });

  it('through a relay are proven by what comes through', async () => {
    const { test, found, clock } = world({
      servers: [TURN],
      search: () => ({ ...whole(true), carries: false }),
    });
    test.run();
    await clock.advance(SELF_TEST_DEADLINE);
    expect(found().slice(2)).toEqual(['udp_ok', 'tcp_ok', 'turn_empty']);
  });
});

it('each server is tested as what it is', () => {
  const { udp, tcp, turn } = sortServers([STUN, TURN, { urls: 'turns:other?transport=udp' }]);
  expect(udp.map(({ urls }) => urls)).toEqual([
    ['stun:example.org'],
    ['turn:example.org'],
    ['turns:other?transport=udp'],
  ]);
  expect(tcp).toEqual([{ ...TURN, urls: ['turn:example.org?transport=tcp', 'turns:example.org'] }]);
  expect(turn).toHaveLength(2);
});

it('findings are good, bad, or about nothing', () => {
  expect(
    ['https_local', 'udp_silent', 'tcp_not_told', 'turn_not_set_up'].map((f) => verdictOf(f as never)),
  ).toEqual(['ok', 'failed', 'unknown', 'absent']);
});

it('the servers of a room are those it tells, as soon as it does', async () => {
  const glance = new Store<Glance | null>(null);
  let watching = 0;
  const watch = () => {
    watching += 1;
    return () => void (watching -= 1);
  };
  const outside = { subscribe: glance.subscribe, getSnapshot: glance.getSnapshot, watch };
  const seen = { count: 0, limit: 4, locked: false, password: false, lobby: false, labels: [] };
  const told = serversSeen(outside, new AbortController().signal);
  expect(watching).toBe(1);
  glance.set({ ...seen, iceServers: [STUN] });
  expect(await told).toEqual([STUN]);
  expect(watching).toBe(0);
  glance.set(seen);
  expect(await serversSeen(outside, new AbortController().signal)).toBeNull();
  glance.set(null);
  expect(await serversSeen(outside, AbortSignal.abort())).toBeNull();
});
