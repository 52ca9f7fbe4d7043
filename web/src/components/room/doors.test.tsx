// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CallError,
  rememberCall,
  rememberedCall,
  type CallErrorCode,
  type CallSnapshot,
  type Glance,
} from '../../core';
import { fakeSession } from '../testing/fake-session';
import { renderScreen } from '../testing/render-screen';
import { standIn } from '../testing/stand-ins';
import { RoomView } from './RoomView';

beforeAll(() => standIn());
beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const GLANCE: Glance = { count: 0, limit: 4, locked: false, password: false, lobby: false, labels: [] };
const heading = () => screen.getByRole('heading', { level: 1 }).textContent;

const failed = (code: CallErrorCode): Partial<CallSnapshot> => ({
  phase: 'failed',
  error: new CallError(code),
});
const denied = (reason: string): Partial<CallSnapshot> => ({
  phase: 'denied',
  error: new CallError('denied', reason),
});

const DOORS: readonly (readonly [string, Partial<CallSnapshot>])[] = [
  ['returning', { phase: 'joining' }],
  ['waiting', { phase: 'waiting' }],
  ['removed', { phase: 'removed' }],
  ['denied', denied('denied')],
  ['unanswered', denied('timeout')],
  ['ended', denied('closed')],
  ['locked', failed('room_locked')],
  ['not open', failed('room_not_open')],
  ['invite', failed('invite_invalid')],
  ['too fast', failed('too_fast')],
  ['queue', failed('too_many_waiting')],
];

describe.each(['en', 'ko'] as const)('the screens at the door, in %s', (language) => {
  it('say different things, each with a way on, and break no rule', async () => {
    const headings = new Set<string | null>();
    for (const [, call] of DOORS) {
      const { session } = fakeSession(call);
      const { container } = renderScreen(<RoomView session={session} />, language);
      headings.add(heading());
      const main = screen.getByRole('main');
      expect(main.querySelectorAll('.message-actions button, .message-actions a').length).toBeGreaterThan(0);
      const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      cleanup();
    }
    expect(headings.size).toBe(DOORS.length);
  });
});

it('stops waiting on one’s own wish, and is before the door again', () => {
  const { session, call } = fakeSession();
  renderScreen(<RoomView session={session} />);
  act(() => call.patch({ phase: 'waiting' }));
  expect(heading()).toBe('You asked to join');
  fireEvent.click(screen.getByRole('button', { name: 'Stop waiting' }));
  expect(call.getSnapshot().phase).toBe('left');
  expect(heading()).toBe('Ready to join?');
});

it('comes back to the call after a reload without passing the lobby', () => {
  const { session, call } = fakeSession({ phase: 'joining', connection: 'connecting' });
  renderScreen(<RoomView session={session} />);
  expect(heading()).toBe('Coming back to the call');
  expect(screen.queryByRole('textbox')).toBeNull();
  act(() => call.patch({ connection: 'reconnecting', reconnectInSeconds: 2 }));
  expect(screen.getByText(/next try in 2 s/)).toBeTruthy();
  act(() => call.patch({ phase: 'joined', connection: 'connected' }));
  expect(heading()).not.toBe('Coming back to the call');
});

it('does not come back to the call against one’s wish, now or at the next reload', () => {
  rememberCall({ room: 'room', label: 'Ada', microphone: true, camera: false });
  const { session, call } = fakeSession({ phase: 'joining' });
  renderScreen(<RoomView session={session} />);
  fireEvent.click(screen.getByRole('button', { name: 'Do not come back' }));
  expect(call.getSnapshot().phase).toBe('left');
  expect(heading()).toBe('Ready to join?');
  expect(rememberedCall()).toBeNull();
});

it('shows nothing of the call to who waits', () => {
  const { session } = fakeSession({ phase: 'waiting', participants: [] });
  renderScreen(<RoomView session={session} />);
  expect(screen.queryByRole('list')).toBeNull();
  expect(screen.getByText(/sees or hears you yet/)).toBeTruthy();
});

it('lets who was removed do anything but come back', () => {
  const { session } = fakeSession({ phase: 'removed' });
  renderScreen(<RoomView session={session} />);
  expect(screen.queryByRole('button', { name: /again|without/i })).toBeNull();
  expect(screen.getByRole('link', { name: 'New room' })).toBeTruthy();
});

it('goes in without an invitation that does not hold', () => {
  const { session, join } = fakeSession(failed('invite_invalid'));
  const { services } = renderScreen(<RoomView session={session} />);
  fireEvent.click(screen.getByRole('button', { name: 'Join without it' }));
  expect(services.invites.forget).toHaveBeenCalledOnce();
  expect(join).toHaveBeenCalledOnce();
});

describe('the password of a room', () => {
  const field = () => screen.getByLabelText('Password of the room');

  it('is asked for where the room is known to have one, and sent with the name', () => {
    const { session, join, glance } = fakeSession();
    renderScreen(<RoomView session={session} />);
    expect(screen.queryByLabelText('Password of the room')).toBeNull();
    act(() => glance.set({ ...GLANCE, password: true }));
    fireEvent.change(field(), { target: { value: 'open sesame' } });
    fireEvent.submit(field());
    expect(join).toHaveBeenCalledWith(expect.objectContaining({ password: 'open sesame' }));
  });

  it('is asked for again, with what was wrong, where one joins', () => {
    const { session, call } = fakeSession();
    renderScreen(<RoomView session={session} />);
    act(() => call.patch(failed('password_required')));
    expect(screen.getByText('This room needs a password.')).toBeTruthy();
    act(() => call.patch(failed('wrong_password')));
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(heading()).toBe('Ready to join?');
  });
});

describe('who is inside', () => {
  it.each<[Partial<Glance>, RegExp]>([
    [{}, /Nobody is here yet/],
    [{ count: 1, labels: ['Ada'] }, /Ada is here/],
    [{ count: 2, labels: ['Ada', ''] }, /Ada and Guest are here/],
    [
      { count: 5, limit: 8, labels: ['Ada', 'Ben', '민수', 'Eve', 'Joe'] },
      /Ada, Ben, and 민수 and 2 more are here/,
    ],
    [{ count: 4, labels: ['a', 'b', 'c', 'd'] }, /Every place is taken/],
    [{ locked: true }, /This room is locked/],
    [{ lobby: true }, /A host lets people in/],
  ])('is told from %j', (glance, words) => {
    const fake = fakeSession();
    renderScreen(<RoomView session={fake.session} />);
    act(() => fake.glance.set({ ...GLANCE, ...glance }));
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('is told with names as Koreans say them', () => {
    const fake = fakeSession();
    renderScreen(<RoomView session={fake.session} />, 'ko');
    act(() => fake.glance.set({ ...GLANCE, count: 2, labels: ['민수', '지우'] }));
    expect(screen.getByText(/민수 님, 지우 님이 들어와 있습니다/)).toBeTruthy();
  });
});

it('tries for a place at the moment somebody is seen to leave a full room', () => {
  const { session, glance } = fakeSession({ phase: 'full', limit: 4 });
  renderScreen(<RoomView session={session} />);
  act(() => glance.set({ ...GLANCE, count: 4 }));
  expect(screen.getByText('4 of 4 places are taken.')).toBeTruthy();
  expect(session.call.retry).not.toHaveBeenCalled();
  act(() => glance.set({ ...GLANCE, count: 3 }));
  expect(session.call.retry).toHaveBeenCalledOnce();
  const watch = screen.getByRole('button', { name: 'Watch for a place' });
  fireEvent.click(watch);
  expect(watch.getAttribute('aria-pressed')).toBe('true');
});
