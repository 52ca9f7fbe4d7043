import { describe, expect, it, vi } from 'vitest';
import type { SignalingEvent } from './protocol';
import {
  ATTEMPT_ALLOWANCE,
  ATTEMPT_LIMIT,
  FIRST_PAUSE,
  PROBE_PATIENCE,
  REQUEST_TIMEOUT,
  Signaling,
  type Answer,
} from './signaling';
import type { SocketPort } from './socket';
import { VirtualClock } from './testing/virtual-clock';

/** A socket worked by hand. */
function handSocket() {
  let connected: (recovered: boolean) => void = () => undefined;
  let down: () => void = () => undefined;
  const events = new Map<string, (payload: unknown) => void>();
  const acknowledgements: ((answer: unknown) => void)[] = [];
  const connect = vi.fn();
  const disconnect = vi.fn();
  const drop = vi.fn();
  const port: SocketPort = {
    connect,
    disconnect,
    drop,
    onConnect: (listener) => (connected = listener),
    onDown: (listener) => (down = listener),
    onEvent: (name, listener) => void events.set(name, listener),
    emit: (_name, _payload, acknowledge) => void acknowledgements.push(acknowledge),
  };
  const receive = (name: string, payload: unknown) => events.get(name)?.(payload);
  return {
    port,
    connect,
    disconnect,
    drop,
    acknowledgements,
    receive,
    up: (recovered = false) => connected(recovered),
    down: () => down(),
  };
}

function setUp() {
  const clock = new VirtualClock();
  const socket = handSocket();
  const seen: string[] = [];
  const signaling = new Signaling({
    createSocket: () => socket.port,
    clock,
    random: () => 1,
    onConnect: () => seen.push('connect'),
    onEvent: (event: SignalingEvent) => seen.push(event.type),
    onChange: () => undefined,
  });
  signaling.open();
  const answered = (answer: Answer) => seen.push(answer.ok ? 'ok' : answer.error.code);
  return { clock, socket, seen, signaling, answered };
}

describe('a request', () => {
  it('is answered before what the server sent after the answer, even in one packet', () => {
    const { socket, seen, signaling, answered } = setUp();
    socket.up();
    signaling.request(['join_room'], answered);
    socket.acknowledgements[0]?.({ ok: true });
    socket.receive('user_exit', { id: 'x' });
    expect(seen).toEqual(['connect', 'ok', 'exit']);
  });

  it.each([
    [{ ok: false, error: { code: 'room_full', message: '' } }, 'room_full'],
    [{ ok: false, error: { code: 'from the future' } }, 'bad_request'],
    [{ ok: false }, 'bad_request'],
    [null, 'bad_request'],
    ['ok', 'bad_request'],
  ])('answered by %j fails with %s', (answer, code) => {
    const { socket, seen, signaling, answered } = setUp();
    socket.up();
    signaling.request(['join_room'], answered);
    socket.acknowledgements[0]?.(answer);
    expect(seen).toEqual(['connect', code]);
  });

  it('is answered once, whatever comes late', async () => {
    const { clock, socket, seen, signaling, answered } = setUp();
    socket.up();
    signaling.request(['join_room'], answered);
    socket.down();
    socket.acknowledgements[0]?.({ ok: true });
    await clock.advance(REQUEST_TIMEOUT * 2);
    expect(seen).toEqual(['connect', 'unreachable']);
  });

  it('without an answer ends the connection, which is then made anew', async () => {
    const { clock, socket, seen, signaling, answered } = setUp();
    socket.up();
    signaling.request(['join_room'], answered);
    await clock.advance(REQUEST_TIMEOUT);
    expect(seen).toEqual(['connect', 'timeout']);
    expect(socket.drop).toHaveBeenCalledOnce();
    expect(signaling.state).toBe('waiting');
    await clock.advance(FIRST_PAUSE);
    expect(socket.connect).toHaveBeenCalledTimes(2);
  });

  it('without a connection fails at once', () => {
    const { seen, signaling, answered } = setUp();
    signaling.request(['join_room'], answered);
    expect(seen).toEqual(['unreachable']);
  });
});

describe('the connection', () => {
  it('is tried at growing pauses, up to the longest', async () => {
    const { clock, socket, signaling } = setUp();
    const pauses: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      socket.down();
      const pause = (signaling.retryAt ?? 0) - clock.now();
      pauses.push(pause);
      await clock.advance(pause);
    }
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 2_000, 2_000]);
    expect(socket.connect).toHaveBeenCalledTimes(7);
  });

  it('is tried at once when asked', () => {
    const { socket, signaling } = setUp();
    socket.down();
    signaling.retryNow();
    expect(signaling.state).toBe('connecting');
    expect(socket.connect).toHaveBeenCalledTimes(2);
  });

  it('that hangs is given up and tried again', async () => {
    const { clock, socket } = setUp();
    await clock.advance(20_000);
    expect(socket.drop).toHaveBeenCalled();
    expect(socket.connect.mock.calls.length).toBeGreaterThan(1);
  });

  it('is given as long as is usual here, and longer each time', async () => {
    const { clock, socket } = setUp();
    const usual = 800;
    await clock.advance(usual);
    socket.up();
    socket.down();
    let begun = 0;
    const given: number[] = [];
    socket.connect.mockImplementation(() => (begun = clock.now()));
    socket.drop.mockImplementation(() => given.push(clock.now() - begun));
    await clock.advance(45_000);
    const expected = ATTEMPT_ALLOWANCE * usual;
    expect(given.slice(0, 4)).toEqual([expected, 2 * expected, 4 * expected, ATTEMPT_LIMIT.most]);
  });

  it('that never was is given more, for the way may be long', async () => {
    const { clock, socket } = setUp();
    await clock.advance(ATTEMPT_LIMIT.first - 1);
    expect(socket.drop).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(socket.drop).toHaveBeenCalledOnce();
  });

  it('is tried at once on another network, and what was begun on the old one is abandoned', async () => {
    const { clock, socket, signaling } = setUp();
    for (let round = 0; round < 5; round += 1) {
      socket.down();
      await clock.advance((signaling.retryAt ?? 0) - clock.now());
    }
    socket.down();
    signaling.networkChanged();
    expect(socket.connect).toHaveBeenCalledTimes(7);
    signaling.networkChanged();
    expect(socket.drop).toHaveBeenCalledOnce();
    expect(socket.connect).toHaveBeenCalledTimes(8);
    expect(signaling.state).toBe('connecting');
    // From the shortest pause again.
    socket.down();
    expect((signaling.retryAt ?? 0) - clock.now()).toBe(FIRST_PAUSE);
  });

  it('that is alive is kept on another network, if it answers', async () => {
    const { clock, socket, signaling } = setUp();
    socket.up();
    signaling.networkChanged();
    signaling.probe(['update_state']);
    signaling.probe(['update_state']);
    expect(socket.acknowledgements).toHaveLength(1);
    socket.acknowledgements[0]?.({ ok: true });
    await clock.advance(PROBE_PATIENCE.most);
    expect(signaling.state).toBe('connected');
    expect(socket.drop).not.toHaveBeenCalled();
  });

  it.each([
    [10, PROBE_PATIENCE.least],
    [1_700, 1_700],
    [5_000, PROBE_PATIENCE.most],
  ])('made within %i ms that does not answer within %i ms is made anew', async (usual, patience) => {
    const { clock, socket, signaling } = setUp();
    await clock.advance(usual);
    socket.up();
    signaling.probe(['update_state']);
    await clock.advance(patience - 1);
    expect(signaling.state).toBe('connected');
    await clock.advance(1);
    expect(signaling.state).toBe('connecting');
    expect(socket.drop).toHaveBeenCalledOnce();
    expect(socket.connect).toHaveBeenCalledTimes(2);
    socket.up();
    signaling.probe(['update_state']);
    expect(socket.acknowledgements).toHaveLength(2);
  });

  it('stays closed once closed', async () => {
    const { clock, socket, seen, signaling } = setUp();
    signaling.close();
    socket.up();
    socket.receive('user_exit', { id: 'x' });
    await clock.advance(600_000);
    expect(seen).toEqual([]);
    expect(socket.connect).toHaveBeenCalledOnce();
  });
});
