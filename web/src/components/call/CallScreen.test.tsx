// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Participant } from '../../core';
import { fakeSession, OFF } from '../testing/fake-session';
import { renderScreen } from '../testing/render-screen';
import { standIn } from '../testing/stand-ins';
import { CallScreen } from './CallScreen';

beforeAll(() => standIn());
beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

function person(id: string, label: string): Participant {
  const state = { microphone: false, camera: true, screen: false };
  return { id, label, state, link: 'connected', tracks: {}, away: false, quality: 'unknown' };
}

function microphone(): HTMLElement {
  return screen.getByRole('button', { name: 'Microphone' });
}

it('switches the microphone by Ctrl+D with Hangul input on, keeps its name, and says so', () => {
  const { session, setOn } = fakeSession({ phase: 'joined' });
  renderScreen(<CallScreen session={session} />);
  expect(microphone().getAttribute('aria-pressed')).toBe('false');
  fireEvent.keyDown(document.body, { code: 'KeyD', key: 'ㅇ', ctrlKey: true });
  expect(setOn).toHaveBeenCalledWith('microphone', true);
  expect(microphone().getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByRole('status').textContent).toContain('Microphone on');
});

it('talks while Space is held, unless a control has the focus', () => {
  const { session, setOn } = fakeSession({ phase: 'joined' });
  renderScreen(<CallScreen session={session} />);
  fireEvent.keyDown(microphone(), { code: 'Space', key: ' ' });
  expect(setOn).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { code: 'Space', key: ' ' });
  fireEvent.keyDown(document.body, { code: 'Space', key: ' ', repeat: true });
  fireEvent.keyUp(document.body, { code: 'Space', key: ' ' });
  expect(setOn.mock.calls).toEqual([
    ['microphone', true],
    ['microphone', false],
  ]);
});

it('leaves a microphone on that was on before Space was pressed', () => {
  const { session, setOn } = fakeSession({ phase: 'joined' }, { microphone: { ...OFF, wanted: true } });
  renderScreen(<CallScreen session={session} />);
  fireEvent.keyDown(document.body, { code: 'Space', key: ' ' });
  fireEvent.keyUp(document.body, { code: 'Space', key: ' ' });
  expect(setOn).not.toHaveBeenCalled();
});

it('lists everybody with what they send, and tells who comes and goes', () => {
  const { session, call } = fakeSession({ phase: 'joined', participants: [person('a', '민수')] });
  renderScreen(<CallScreen session={session} />);
  expect(screen.getByRole('listitem', { name: '민수: microphone off, camera on' })).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Your picture' })).toBeTruthy();
  act(() => call.patch({ participants: [person('a', '민수'), person('b', '')] }));
  expect(screen.getAllByRole('listitem')).toHaveLength(3);
  expect(screen.getByRole('status').textContent).toContain('Guest joined');
});

it('shows names as text, whatever is in them', () => {
  const name = '<img src=x onerror=alert(1)>';
  const { session } = fakeSession({ phase: 'joined', participants: [person('a', name)] });
  const { container } = renderScreen(<CallScreen session={session} />);
  expect(container.querySelector('img')).toBeNull();
  expect(screen.getByText(name)).toBeTruthy();
});

it('opens the help by ?, and closes it by Esc', async () => {
  const { session } = fakeSession({ phase: 'joined' });
  renderScreen(<CallScreen session={session} />);
  fireEvent.keyDown(document.body, { code: 'Slash', key: '?', shiftKey: true });
  const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  fireEvent(dialog, new Event('cancel', { bubbles: false, cancelable: true }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('names in the tab what is sent', () => {
  const { session } = fakeSession({ phase: 'joined' });
  renderScreen(<CallScreen session={session} />, 'ko');
  expect(document.title).toBe('마이크 꺼짐, 카메라 꺼짐 · room · moim');
});
