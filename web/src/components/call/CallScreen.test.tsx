// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Participant } from '../../core';
import { settled } from '../../core/testing/virtual-clock';
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

it('tells whose connection is away in its one line, and speaks of one’s own when all are lost', () => {
  const [minsu, cleo] = [person('a', '민수'), person('b', 'Cleo')];
  const { session, call } = fakeSession({ phase: 'joined', participants: [minsu, cleo] });
  renderScreen(<CallScreen session={session} />);
  const line = () => screen.getByText('Connection:').parentElement?.textContent;
  expect(line()).toBe('Connection: Connected');
  act(() => call.patch({ participants: [{ ...minsu, away: true }, cleo] }));
  expect(line()).toBe('Connection: 민수 is reconnecting');
  act(() => call.patch({ participants: [minsu, { ...cleo, link: 'failed' }] }));
  expect(line()).toBe('Connection: No connection with Cleo');
  act(() =>
    call.patch({
      participants: [
        { ...minsu, away: true },
        { ...cleo, link: 'reconnecting' },
      ],
    }),
  );
  expect(line()).toBe('Connection: 2 people are reconnecting');
  act(() => call.patch({ connection: 'reconnecting' }));
  expect(line()).toBe('Connection: Reconnecting…');
});

it('has a button to begin anew with where nothing goes on by itself any more', () => {
  const lost = { ...person('a', '민수'), link: 'failed' } as const;
  const well = person('b', 'Cleo');
  const { session, call } = fakeSession({ phase: 'joined', participants: [lost, well] });
  renderScreen(<CallScreen session={session} />);
  const line = () => document.querySelector('.status')?.textContent;
  const again = () => screen.queryByRole('button', { name: 'Try again' });
  expect(line()).toContain('No connection with 민수');
  fireEvent.click(again() ?? document.body);
  expect(session.call.retry).toHaveBeenCalledOnce();
  act(() => call.patch({ participants: [person('a', '민수'), well] }));
  expect(again()).toBeNull();
  act(() => call.patch({ connection: 'failed' }));
  expect(line()).toContain('No connection to the server');
  expect(again()).toBeTruthy();
  act(() => call.patch({ participants: [lost, { ...lost, id: 'b' }] }));
  expect(line()).toContain('No connection with the others');
});

it('marks who is heard, as the call tells, unless the microphone is off', () => {
  const on = { microphone: true, camera: true, screen: false };
  const { session, speakers } = fakeSession({
    phase: 'joined',
    participants: [{ ...person('a', '민수'), state: on }, person('b', 'Cleo')],
  });
  const { container } = renderScreen(<CallScreen session={session} />);
  const marked = () =>
    [...container.querySelectorAll('[data-speaking="true"]')].map((tile) => tile.closest('li')?.ariaLabel);
  act(() => speakers.set(new Set(['a', 'b'])));
  expect(marked()).toEqual(['민수: microphone on, camera on']);
  act(() => speakers.set(new Set()));
  expect(marked()).toEqual([]);
});

it('says what is left out because the computer is busy', () => {
  const { session, call } = fakeSession({ phase: 'joined' });
  renderScreen(<CallScreen session={session} />);
  act(() => call.patch({ overloaded: true }));
  const notice = () => screen.queryByText(/computer is busy/, { selector: '.notice' })?.textContent;
  expect(notice()).toContain('your picture is sent smaller');
  act(() => call.patch({ sparing: true }));
  expect(notice()).toContain('only the camera of whoever spoke last');
  act(() => call.patch({ overloaded: false, sparing: false }));
  expect(notice()).toBeUndefined();
});

it('copies the link and says so, or shows it to be copied by hand; a phone has its own sheet', async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValueOnce(undefined);
  const share = vi.fn<(data: ShareData) => Promise<void>>(() => Promise.resolve());
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  onTestFinished(() => standIn());
  Object.assign(navigator, { clipboard: { writeText }, share });
  const { session } = fakeSession({ phase: 'joined', participants: [person('a', '민수')] });
  renderScreen(<CallScreen session={session} />);
  const copy = () => screen.getByRole('button', { name: /Copy link|Copied/ });
  fireEvent.click(copy());
  await act(settled);
  expect(writeText).toHaveBeenCalledExactlyOnceWith(window.location.href);
  expect(copy().textContent).toBe('Copied');
  expect(screen.getByRole('status').textContent).toContain('Link copied');
  writeText.mockRejectedValueOnce(new DOMException('', 'NotAllowedError'));
  fireEvent.click(copy());
  await act(settled);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Copy link' }).value).toBe(
    window.location.href,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Share link' }));
  expect(share.mock.calls[0]?.[0].url).toBe(window.location.href);
});

it('says that something was not done, until that is read', async () => {
  const { session, link } = fakeSession({ phase: 'joined' });
  link.place();
  renderScreen(<CallScreen session={session} />);
  vi.useFakeTimers();
  link.break();
  const late = session.manners.raiseHand(true).catch(() => 'not done');
  await act(() => vi.advanceTimersByTimeAsync(30_000));
  vi.useRealTimers();
  expect(await late).toBe('not done');
  const words = /was not done/;
  expect(screen.getByText(words).closest('[role="alert"]')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'OK' }));
  expect(screen.queryByText(words)).toBeNull();
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
