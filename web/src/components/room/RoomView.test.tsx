// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { CallError } from '../../core';
import { CrashBoundary } from '../CrashBoundary';
import { fakeSession } from '../testing/fake-session';
import { renderScreen } from '../testing/render-screen';
import { standIn } from '../testing/stand-ins';
import { EnvironmentGate } from './EnvironmentGate';
import { RoomView } from './RoomView';

beforeAll(() => standIn());
beforeEach(() => sessionStorage.clear());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('says that the room is full, and tries again by hand and on its own', () => {
  vi.useFakeTimers();
  const { session, call } = fakeSession({ phase: 'full', limit: 4 });
  renderScreen(<RoomView session={session} />);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('This room is full');
  expect(screen.getByText(/holds 4 people/)).toBeTruthy();
  act(() => {
    vi.advanceTimersByTime(10_000);
  });
  expect(session.call.retry).toHaveBeenCalledOnce();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(session.call.retry).toHaveBeenCalledTimes(2);
  act(() => call.patch({ phase: 'joining' }));
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('This room is full');
});

it('leads back into the room that was left, with one click', () => {
  const { session, call, join } = fakeSession({ phase: 'joined' });
  renderScreen(<RoomView session={session} />);
  act(() => call.patch({ phase: 'left' }));
  fireEvent.click(screen.getByRole('button', { name: 'Join again' }));
  expect(join).toHaveBeenCalledWith({ room: 'room', label: 'Ada' });
});

it('names the call that was left, as the server’s log does', () => {
  const { session } = fakeSession({ phase: 'left', callId: 'c7k2m-9qx4t' });
  renderScreen(<RoomView session={session} />);
  expect(screen.getByText('c7k2m-9qx4t').parentElement?.textContent).toContain('Call id');
});

it('says that the call goes on in another tab, and brings it back with one click', () => {
  const { session, call, join } = fakeSession({ phase: 'joined' });
  renderScreen(<RoomView session={session} />);
  act(() => call.patch({ phase: 'moved' }));
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The call goes on in another tab');
  fireEvent.click(screen.getByRole('button', { name: 'Bring it back here' }));
  expect(join).toHaveBeenCalledWith({ room: 'room', label: 'Ada' });
});

it('says why there is no place, and what to do', () => {
  const { session } = fakeSession({ phase: 'failed', error: new CallError('too_many_rooms') });
  renderScreen(<RoomView session={session} />);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(session.call.retry).toHaveBeenCalledOnce();
});

it('names the secure address, and still lets one listen', () => {
  const address = 'https://192.168.0.12:8080/r/a';
  renderScreen(
    <EnvironmentGate
      environment={{ kind: 'insecure', origin: 'http://192.168.0.12:8080', address, canListen: true }}
    >
      <p>the lobby</p>
    </EnvironmentGate>,
  );
  expect(screen.getByRole('link', { name: 'Go to the secure address' }).getAttribute('href')).toBe(address);
  fireEvent.click(screen.getByRole('button', { name: 'Stay here and only listen' }));
  expect(screen.getByText('the lobby')).toBeTruthy();
});

it('ends in words and not in a blank page when a part of it breaks', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const Broken = () => {
    throw new Error('broken on purpose');
  };
  renderScreen(
    <CrashBoundary>
      <Broken />
    </CrashBoundary>,
  );
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Something broke on this page');
  expect(screen.getByText(/broken on purpose/)).toBeTruthy();
});
