import { beforeEach, expect, it } from 'vitest';
import { FakeRoomLink } from '../testing/fake-room-link';
import { settled, VirtualClock } from '../testing/virtual-clock';
import { CallError } from '../types';
import { COMMAND_PATIENCE, Commands, MAX_COMMANDS } from './commands';

let link: FakeRoomLink;
let clock: VirtualClock;
let commands: Commands;

beforeEach(() => {
  link = new FakeRoomLink();
  clock = new VirtualClock();
  commands = new Commands({ link, clock, onChange: () => undefined });
  link.onReturn(() => commands.flush());
});

const asked = () => link.asked.map(({ event }) => event);
const code = (command: Promise<unknown>) =>
  command.then(
    () => 'done',
    (error: unknown) => (error instanceof CallError ? error.code : error),
  );

it('hands a command to the server at once where it can', async () => {
  const done = commands.run('raise_hand', { raised: true });
  link.next('raise_hand').answer({ hand: 1 });
  expect(await done).toEqual({ hand: 1 });
  expect(commands.waiting).toBe(0);
});

it('keeps what is asked without a connection, and asks it in order and once when it is back', async () => {
  link.break();
  const all = ['raise_hand', 'update_room', 'admit'].map((event) => code(commands.run(event, {})));
  await settled();
  expect(commands.waiting).toBe(3);
  link.return();
  expect(asked()).toEqual(['raise_hand', 'update_room', 'admit']);
  for (const { answer } of link.asked.splice(0)) answer({});
  expect(await Promise.all(all)).toEqual(['done', 'done', 'done']);
  link.return();
  expect(asked()).toEqual([]);
});

it('says again what got no answer, before what was asked later', async () => {
  const first = code(commands.run('raise_hand', {}));
  link.break();
  await settled();
  const second = code(commands.run('admit', {}));
  link.return();
  expect(asked()).toEqual(['raise_hand', 'admit']);
  link.next('raise_hand').answer({});
  link.next('admit').refuse('no_such_user');
  expect([await first, await second]).toEqual(['done', 'no_such_user']);
});

it('does not do what nobody waits for any more', async () => {
  link.break();
  const late = code(commands.run('admit', {}));
  await clock.advance(COMMAND_PATIENCE);
  expect(await late).toBe('unreachable');
  expect([commands.waiting, commands.undone]).toEqual([0, 1]);
  link.return();
  expect(asked()).toEqual([]);
  commands.forgetUndone();
  expect(commands.undone).toBe(0);
});

it('tells that it was not done too when its connection is lost at the last moment', async () => {
  const late = code(commands.run('admit', {}));
  await clock.advance(COMMAND_PATIENCE);
  expect(commands.undone).toBe(0);
  link.break();
  expect(await late).toBe('unreachable');
  expect(commands.undone).toBe(1);
});

it('keeps no more than it may, and nothing once it is disposed of', async () => {
  link.break();
  const all = Array.from({ length: MAX_COMMANDS + 1 }, () => code(commands.run('admit', {})));
  await settled();
  expect(commands.waiting).toBe(MAX_COMMANDS);
  expect(await all.at(-1)).toBe('unreachable');
  expect(commands.undone).toBe(1);
  commands.dispose();
  expect(await Promise.all(all)).toEqual(all.map(() => 'unreachable'));
});
