// @vitest-environment jsdom
import { cleanup, createEvent, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeSession, OFF } from '../testing/fake-session';
import { renderScreen } from '../testing/render-screen';
import { LobbyScreen } from './LobbyScreen';
import type { MediaErrorKind } from '../../core';

beforeEach(() => {
  sessionStorage.clear();
});
afterEach(cleanup);

/** Presses Enter in the name, and sends the form as a browser would unless that was prevented. */
function enter(name: HTMLElement, init: KeyboardEventInit & { keyCode?: number }): void {
  const press = createEvent.keyDown(name, { key: 'Enter', ...init });
  fireEvent(name, press);
  const form = name.closest('form');
  if (!press.defaultPrevented && form) fireEvent.submit(form);
}

describe('the name', () => {
  it('is sent cleaned, and remembered', () => {
    const { session, join } = fakeSession();
    const { services } = renderScreen(<LobbyScreen session={session} />);
    const name = screen.getByRole('textbox', { name: 'Your name' });
    fireEvent.change(name, { target: { value: '  민수\u202e ' } });
    enter(name, {});
    expect(join).toHaveBeenCalledWith({ room: 'room', label: '민수' });
    expect(services.preferences.getSnapshot().label).toBe('민수');
  });

  it('is not sent by the Enter that ends a Hangul composition, in any browser', () => {
    const { session, join } = fakeSession();
    renderScreen(<LobbyScreen session={session} />);
    const name = screen.getByRole('textbox', { name: 'Your name' });
    enter(name, { isComposing: true });
    enter(name, { keyCode: 229 });
    expect(join).not.toHaveBeenCalled();
    enter(name, { keyCode: 13 });
    expect(join).toHaveBeenCalledOnce();
  });
});

const ERRORS: readonly MediaErrorKind[] = [
  'denied',
  'denied_by_system',
  'not_found',
  'busy',
  'overconstrained',
  'insecure',
  'in_app_browser',
  'unsupported',
];

describe.each(['en', 'ko'] as const)('what is said about a camera in %s', (language) => {
  it('is different for every error, and the way in stays open', () => {
    const heard = ERRORS.map((error) => {
      const { session, join } = fakeSession({}, { camera: { ...OFF, wanted: true, error } });
      renderScreen(<LobbyScreen session={session} />, language);
      const alert = screen.getByRole('alert');
      const words = alert.textContent;
      expect(alert.querySelectorAll('button').length).toBeGreaterThan(1);
      fireEvent.submit(screen.getByRole('textbox').closest('form') ?? alert);
      expect(join).toHaveBeenCalledOnce();
      cleanup();
      return words;
    });
    expect(new Set(heard).size).toBe(ERRORS.length);
  });
});

it('says one thing when both devices fail alike, and switches both on again', () => {
  const denied = { ...OFF, wanted: true, error: 'denied' as const };
  const { session, setOn } = fakeSession({}, { microphone: denied, camera: denied });
  renderScreen(<LobbyScreen session={session} />);
  expect(
    screen.getAllByRole('heading', { level: 2, name: /may not use your microphone and camera/ }),
  ).toHaveLength(1);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(setOn.mock.calls).toEqual([
    ['microphone', true],
    ['camera', true],
  ]);
});

it('asks before the browser does when nothing was allowed yet', async () => {
  const { session } = fakeSession();
  renderScreen(<LobbyScreen session={session} />);
  expect(await screen.findByRole('button', { name: 'Turn on camera and microphone' })).toBeTruthy();
});
