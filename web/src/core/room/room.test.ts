import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeRoomLink } from '../testing/fake-room-link';
import { settled, VirtualClock } from '../testing/virtual-clock';
import type { CallErrorCode } from '../types';
import { CHAT_PATIENCE, CHUNK, MAX_KEPT, MAX_PENDING, TOO_FAST_PAUSE } from './chat';
import { SHOWN_FOR } from './reactions';
import { MAX_ASKS, Room } from './room';
import { MAX_MESSAGE } from './text';

let link: FakeRoomLink;
let clock: VirtualClock;
let room: Room;
const obey = vi.fn();

beforeEach(() => {
  obey.mockReset();
  link = new FakeRoomLink();
  clock = new VirtualClock();
  room = new Room({ link, clock, obey });
});

const message = (n: number, from: string, text: string) => ({ n, from, email: from, text, at: n * 1_000 });
const texts = () => room.getSnapshot().chat.messages.map(({ text }) => text);
const pending = () => room.getSnapshot().chat.pending.map(({ text }) => text);

async function taken(n: number): Promise<void> {
  const asked = link.next('chat');
  asked.answer({ ok: true, ...message(n, 'me', String(asked.payload['text'])) });
  await settled();
}

describe('the chat', () => {
  it('shows what the server took, in its order, and one message at a time on the way', async () => {
    link.place();
    expect(room.write('one')).toBeNull();
    expect(room.write('two')).toBeNull();
    expect(link.asked).toHaveLength(1);
    link.tell('chat', message(1, 'ben', 'hello'));
    await taken(2);
    expect(texts()).toEqual(['hello', 'one']);
    expect(pending()).toEqual(['two']);
    await taken(3);
    expect(texts()).toEqual(['hello', 'one', 'two']);
    expect(room.getSnapshot().chat.messages.map(({ own }) => own)).toEqual([false, true, true]);
  });

  it('keeps what is written without a connection, and sends it in order once it is back', async () => {
    link.place();
    link.break();
    room.write('one');
    room.write('two');
    await settled();
    expect(pending()).toEqual(['one', 'two']);
    link.return();
    await taken(1);
    await taken(2);
    expect(texts()).toEqual(['one', 'two']);
    expect(pending()).toEqual([]);
  });

  it('says that what is written waits, and gives it up when that takes too long', async () => {
    const fates = () => room.getSnapshot().chat.pending.map(({ refused }) => refused);
    link.place();
    link.break();
    expect(room.getSnapshot().chat.held).toBe(false);
    room.write('one');
    await settled();
    expect(room.getSnapshot().chat.held).toBe(true);
    await clock.advance(CHAT_PATIENCE - 1);
    room.write('two');
    expect(fates()).toEqual([undefined, undefined]);
    await clock.advance(1);
    expect(fates()).toEqual(['unreachable', undefined]);
    link.return();
    expect(room.getSnapshot().chat.held).toBe(false);
    await taken(1);
    expect(texts()).toEqual(['two']);
    expect(pending()).toEqual(['one']);
  });

  it('does not keep what it gave up when the server has it after all', async () => {
    link.place();
    room.write('one');
    const { payload, answer } = link.next('chat');
    await clock.advance(CHAT_PATIENCE);
    expect(room.getSnapshot().chat.pending).toMatchObject([{ key: payload['key'], refused: 'unreachable' }]);
    answer(message(1, 'me', 'one'));
    await settled();
    expect(texts()).toEqual(['one']);
    expect(pending()).toEqual([]);
  });

  it('sends a message whose answer was lost under the same key, and not at all if it is there', async () => {
    link.place();
    room.write('one');
    const { key } = link.asked[0]?.payload ?? {};
    link.break();
    await settled();
    link.return();
    expect(link.asked[0]?.payload['key']).toBe(key);
    link.break();
    await settled();
    link.place({ chat: [message(1, 'me', 'one')] });
    await settled();
    expect(link.asked).toEqual([]);
    expect(texts()).toEqual(['one']);
    expect(pending()).toEqual([]);
  });

  it('brings back what one may read, without a message twice, also from a server that began anew', () => {
    link.place({ chat: [message(2, 'ben', 'b'), message(1, 'ben', 'a')] });
    link.tell('chat', message(2, 'ben', 'b'));
    link.place({ chat: [message(1, 'ben', 'a'), message(2, 'ben', 'b'), message(3, 'ben', 'c')] });
    expect(texts()).toEqual(['a', 'b', 'c']);
    link.place({ call: 'call-2' });
    link.tell('chat', message(1, 'ben', 'd'));
    expect(texts()).toEqual(['a', 'b', 'c', 'd']);
    const keys = room.getSnapshot().chat.messages.map(({ key }) => key);
    expect(new Set(keys).size).toBe(4);
  });

  it('counts what nobody has read: not the history, not what is one’s own, and what was missed', async () => {
    const unread = () => room.getSnapshot().chat.unread;
    link.place({ chat: [message(1, 'ben', 'before')] });
    expect(unread()).toBe(0);
    link.tell('chat', message(2, 'ben', 'now'));
    room.write('mine');
    await taken(3);
    link.place({ chat: [message(4, 'ben', 'missed')] });
    expect(unread()).toBe(2);
    room.setReading(true);
    link.tell('chat', message(5, 'ben', 'read at once'));
    expect(unread()).toBe(0);
    room.setReading(false);
    link.tell('chat', message(6, 'ben', 'later'));
    expect(unread()).toBe(1);
  });

  it('waits when it was too fast, and goes on', async () => {
    link.place();
    room.write('one');
    link.next('chat').refuse('too_fast');
    await settled();
    room.write('two');
    expect(link.asked).toEqual([]);
    await clock.advance(TOO_FAST_PAUSE);
    await taken(1);
    await taken(2);
    expect(texts()).toEqual(['one', 'two']);
  });

  it('keeps what the server refuses, to be tried again or thrown away', async () => {
    link.place();
    room.write('one');
    room.write('two');
    link.next('chat').refuse('not_allowed');
    await settled();
    const [refused] = room.getSnapshot().chat.pending;
    expect(refused).toMatchObject({ text: 'one', refused: 'not_allowed' });
    await taken(1);
    room.rewrite(refused?.key ?? '');
    link.next('chat').refuse('not_allowed');
    await settled();
    room.discard(refused?.key ?? '');
    expect(pending()).toEqual([]);
    expect(texts()).toEqual(['two']);
  });

  it('takes texts of 2,000 code points, and no more than it can hold', () => {
    expect(room.write('  \n ')).toBe('empty');
    expect(room.write('😀'.repeat(MAX_MESSAGE))).toBeNull();
    expect(room.write('😀'.repeat(MAX_MESSAGE + 1))).toBe('long');
    for (let at = 1; at < MAX_PENDING; at += 1) room.write('x');
    expect(room.write('x')).toBe('many');
  });

  it('keeps a thousand messages at the most, and lets the oldest go many at once', () => {
    link.place({ chat: Array.from({ length: MAX_KEPT }, (_, at) => message(at + 1, 'a', `${at + 1}`)) });
    expect(texts()).toHaveLength(MAX_KEPT);
    link.tell('chat', message(MAX_KEPT + 1, 'a', 'newest'));
    expect(texts()).toHaveLength(MAX_KEPT - CHUNK + 1);
    expect([texts()[0], texts().at(-1)]).toEqual([`${CHUNK + 1}`, 'newest']);
  });

  it('takes what others write for text, whatever it is', () => {
    link.place();
    const hostile = '<script>alert(1)</script>\u202eabc\u0000\ud800\nnext';
    link.tell('chat', message(1, 'eve', hostile));
    link.tell('chat', message(2, 'eve', '😀'.repeat(10_000)));
    for (const broken of [null, 1, 'x', [], {}, { n: 'x' }, { n: 3, from: 1, text: 2 }])
      link.tell('chat', broken);
    const [first, second, ...more] = texts();
    expect(first).toBe('<script>alert(1)</script>abc\nnext');
    expect(Array.from(second ?? '')).toHaveLength(MAX_MESSAGE);
    expect(more).toEqual([]);
  });
});

describe('hands and roles', () => {
  it('keeps raised hands in the order they went up, one’s own among them', async () => {
    link.place({
      users: [
        { id: 'a', role: 'host', hand: 4 },
        { id: 'b', hand: 2 },
      ],
    });
    const raised = room.raiseHand(true);
    link.next('raise_hand').answer({ ok: true, hand: 7 });
    await raised;
    expect(room.getSnapshot().hands).toEqual(['b', 'a', 'me']);
    link.tell('user_state', { id: 'b', role: 'guest', hand: 0 });
    link.tell('user_exit', { id: 'a' });
    expect(room.getSnapshot().hands).toEqual(['me']);
    link.tell('user_state', { id: 'me', role: 'guest', hand: 0 });
    expect(room.getSnapshot().hands).toEqual([]);
  });

  it('keeps one’s own hand up through a cut, and down after a restart of the server', async () => {
    link.place();
    const raised = room.raiseHand(true);
    link.next('raise_hand').answer({ ok: true, hand: 3 });
    await raised;
    link.place({ hand: 3 });
    expect(room.getSnapshot().hands).toEqual(['me']);
    link.place({ call: 'call-2', hand: 0 });
    expect(room.getSnapshot().hands).toEqual([]);
  });

  it('tells a refusal of one’s own hand until it is read, or until it moves', async () => {
    link.place();
    const refused = () => room.getSnapshot().refused;
    const raise = (code: CallErrorCode) => {
      const raised = room.raiseHand(true);
      link.next('raise_hand').refuse(code);
      return expect(raised).rejects.toMatchObject({ code });
    };
    await raise('too_fast');
    expect(refused()).toEqual({ sign: 'hand', code: 'too_fast' });
    room.dismissRefused();
    expect(refused()).toBeNull();
    await raise('not_allowed');
    expect(refused()).toEqual({ sign: 'hand', code: 'not_allowed' });
    const raised = room.raiseHand(true);
    link.next('raise_hand').answer({ ok: true, hand: 1 });
    await raised;
    expect(refused()).toBeNull();
  });

  it('is no refusal of a hand that the connection is away', async () => {
    link.place();
    link.break();
    void room.raiseHand(true).catch(() => undefined);
    await settled();
    expect(room.getSnapshot()).toMatchObject({ refused: null, queued: 1 });
  });

  it('knows after a loss of the connection who waits now', () => {
    link.place({ role: 'host', waiting: [{ id: 'w', email: '민수' }] });
    expect(room.getSnapshot().waiting).toEqual([{ id: 'w', label: '민수' }]);
    link.place({ role: 'host', waiting: [] });
    expect(room.getSnapshot().waiting).toEqual([]);
  });

  it('follows a change of one’s own role, and forgets as a guest who waits', () => {
    link.place({ role: 'host' });
    link.tell('waiting', [{ id: 'w', email: ' 민수\u202e ' }, { email: 'no id' }]);
    expect(room.getSnapshot().waiting).toEqual([{ id: 'w', label: '민수' }]);
    link.tell('user_state', { id: 'me', role: 'guest', hand: 0 });
    expect(room.getSnapshot()).toMatchObject({ role: 'guest', waiting: [] });
    link.tell('user_state', { id: 'me', role: 'host', hand: 0 });
    expect(room.getSnapshot().role).toBe('host');
  });

  it('says what it wants of the server in the words of the protocol', () => {
    link.place({ role: 'host' });
    const commands = [
      room.admit('w'),
      room.admit('all'),
      room.deny('w'),
      room.remove('a'),
      room.askState('a', 'microphone', false),
      room.setRole('a', 'host'),
      room.lowerHand('a'),
      room.lowerHand('all'),
    ];
    expect(commands).toHaveLength(link.asked.length);
    expect(link.asked.map(({ event, payload }) => [event, payload])).toEqual([
      ['admit', { id: 'w' }],
      ['admit', { all: true }],
      ['deny', { id: 'w' }],
      ['remove_user', { id: 'a' }],
      ['ask_state', { id: 'a', source: 'microphone', on: false }],
      ['set_role', { id: 'a', role: 'host' }],
      ['raise_hand', { id: 'a', raised: false }],
      ['raise_hand', { all: true, raised: false }],
    ]);
  });

  it('hands on the refusal of the server', async () => {
    link.place();
    const removed = room.remove('a');
    link.next('remove_user').refuse('not_allowed');
    await expect(removed).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

it('does what was asked without a connection once it is back, and says meanwhile that it waits', async () => {
  link.place({ role: 'host' });
  link.break();
  const done = Promise.all([room.raiseHand(true), room.update({ locked: true })]);
  await settled();
  expect(room.getSnapshot().queued).toBe(2);
  link.place({ role: 'host' });
  expect(room.getSnapshot().queued).toBe(0);
  link.next('raise_hand').answer({ ok: true, hand: 1 });
  link.next('update_room').answer({ ok: true });
  await done;
  expect(room.getSnapshot().hands).toEqual(['me']);
});

describe('what a host asks', () => {
  it('obeys at once when it is to switch off, and only asks when it is to switch on', () => {
    link.place();
    link.tell('state_asked', { source: 'microphone', on: true, by: 'h' });
    expect(obey).not.toHaveBeenCalled();
    link.tell('state_asked', { source: 'camera', on: false, by: 'h' });
    expect(obey).toHaveBeenCalledExactlyOnceWith('camera');
    const { asks } = room.getSnapshot();
    expect(asks.map(({ source, on, by }) => [source, on, by])).toEqual([
      ['microphone', true, 'h'],
      ['camera', false, 'h'],
    ]);
    for (const ask of asks) room.dismiss(ask);
    expect(room.getSnapshot().asks).toEqual([]);
  });

  it('keeps the last word about each source, and takes no nonsense', () => {
    link.place();
    for (let at = 0; at < MAX_ASKS * 2; at += 1)
      link.tell('state_asked', { source: 'microphone', on: at % 2 === 0, by: 'h' });
    link.tell('state_asked', { source: 'soul', on: false, by: 'h' });
    link.tell('state_asked', { source: 'camera', by: 'h' });
    expect(room.getSnapshot().asks.map(({ source, on }) => [source, on])).toEqual([['microphone', false]]);
  });
});

describe('reactions', () => {
  it('are three a second of one’s own, shown at once and for a moment', async () => {
    link.place();
    const reacted = Array.from({ length: 4 }, () => room.react('clap'));
    expect(reacted).toEqual([true, true, true, false]);
    expect(room.getSnapshot().reactions.map(({ from }) => from)).toEqual(['me', 'me', 'me']);
    expect(room.getSnapshot().refused).toEqual({ sign: 'reaction', code: 'too_fast' });
    await clock.advance(1_000);
    expect(room.react('heart')).toBe(true);
    await clock.advance(SHOWN_FOR - 1_000);
    expect(room.getSnapshot().reactions.map(({ reaction }) => reaction)).toEqual(['heart']);
  });

  it('that the server refuses are told, and those that nobody got are not', async () => {
    link.place();
    const after = async (answer: () => void) => {
      room.react('clap');
      answer();
      await settled();
      return room.getSnapshot().refused?.code;
    };
    expect(await after(() => link.next('react').refuse('too_fast'))).toBe('too_fast');
    expect(await after(() => link.next('react').answer({ ok: true }))).toBeUndefined();
    expect(await after(() => link.break())).toBeUndefined();
  });

  it('of others are shown if they are known, a limited number at once', () => {
    link.place();
    link.tell('reaction', { id: 'a', reaction: 'skull' });
    link.tell('reaction', { id: 'me', reaction: 'clap' });
    expect(room.getSnapshot().reactions).toEqual([]);
    for (let at = 0; at < 500; at += 1) link.tell('reaction', { id: 'a', reaction: 'party' });
    expect(room.getSnapshot().reactions.length).toBeLessThan(50);
  });
});

describe('settings', () => {
  const settings = {
    locked: true,
    password: true,
    lobby: false,
    chat: 'hosts',
    share: 'hosts',
    history: true,
  };

  it('are the server’s', () => {
    link.place();
    link.tell('room_settings', settings);
    expect(room.getSnapshot().settings).toEqual(settings);
    link.tell('room_settings', { chat: 'whatever', locked: 1 });
    expect(room.getSnapshot().settings).toMatchObject({ chat: 'everyone', locked: false });
  });

  it('are told by a host to a server that was restarted, with the password if it was set here', async () => {
    link.place({ role: 'host' });
    const changed = room.update({ password: 'secret' });
    link.next('update_room').answer({ ok: true });
    await changed;
    link.tell('room_settings', settings);
    link.place({ role: 'host', call: 'call-2' });
    expect(link.next('update_room').payload).toEqual({
      locked: true,
      lobby: false,
      chat: 'hosts',
      share: 'hosts',
      history: true,
      password: 'secret',
    });
  });

  it('are not told by a guest, nor at a mere return', () => {
    link.place({ role: 'host' });
    link.tell('room_settings', settings);
    link.place({ role: 'host', settings });
    link.place({ role: 'guest', call: 'call-2' });
    expect(link.asked).toEqual([]);
  });
});

it('makes invites', async () => {
  link.place({ role: 'host' });
  const invite = room.createInvite({ seconds: 3_600, role: 'guest' });
  const asked = link.next('create_invite');
  expect(asked.payload).toEqual({ seconds: 3_600, role: 'guest' });
  asked.answer({ ok: true, invite: 'token', expires: 42 });
  expect(await invite).toEqual({ token: 'token', expires: 42 });
});

it('hears nothing any more once it is disposed of', async () => {
  link.place();
  room.react('clap');
  room.dispose();
  const before = room.getSnapshot();
  link.tell('chat', message(1, 'ben', 'hello'));
  await clock.advance(SHOWN_FOR);
  expect(room.getSnapshot()).toBe(before);
});
