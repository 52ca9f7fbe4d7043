// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Participant } from '../../core';
import { fakeSession } from '../testing/fake-session';
import { renderScreen } from '../testing/render-screen';
import { standIn } from '../testing/stand-ins';
import { CallScreen } from './CallScreen';

beforeAll(() => standIn());
beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

function person(id: string): Participant {
  const state = { microphone: false, camera: false, screen: false };
  return { id, label: id, state, link: 'connected', tracks: {}, away: false, quality: 'unknown' };
}

const people = (count: number): Participant[] =>
  Array.from({ length: count }, (_, at) => person(`Person ${String(at)}`));

const names = (): string[] =>
  screen.getAllByRole('listitem').map((tile) => tile.getAttribute('aria-label')?.split(':')[0] ?? '');

/** The large tile, in words. */
const large = (): string | null | undefined =>
  screen
    .getAllByRole('listitem')
    .find((tile) => tile.dataset['role'] === 'main')
    ?.getAttribute('aria-label');

const still = (name: string): string => `${name}: microphone off, camera off`;

it('keeps a person large by the button on the tile, says so, and lets go again', () => {
  const { session } = fakeSession({ phase: 'joined', participants: people(3) });
  renderScreen(<CallScreen session={session} />);
  expect(large()).toBeUndefined();
  const pin = screen.getByRole('button', { name: 'Keep Person 1 large' });
  fireEvent.click(pin);
  expect(large()).toBe(still('Person 1'));
  expect(screen.getByRole('status').textContent).toContain('Person 1 stays large');
  fireEvent.click(screen.getByRole('button', { name: 'Keep Person 1 large', pressed: true }));
  expect(large()).toBeUndefined();
});

it('makes who speaks large in the speaker view only, and moves nobody in the grid', () => {
  const { session, call } = fakeSession({ phase: 'joined', participants: people(4) });
  const { services } = renderScreen(<CallScreen session={session} />);
  const before = names();
  act(() => call.patch({ activeSpeaker: 'Person 2' }));
  expect(names()).toEqual(before);
  act(() => services.preferences.update({ view: 'speaker' }));
  expect(large()).toBe(still('Person 2'));
  act(() => call.patch({ activeSpeaker: 'Person 3' }));
  expect(large()).toBe(still('Person 3'));
});

it('brings who speaks on another page into sight, in the place of one who has been silent', () => {
  const { session, call } = fakeSession({ phase: 'joined', participants: people(20) });
  renderScreen(<CallScreen session={session} />);
  expect(names()).not.toContain('Person 18');
  act(() => call.patch({ activeSpeaker: 'Person 0' }));
  act(() => call.patch({ activeSpeaker: 'Person 18' }));
  expect(names().slice(0, 3)).toEqual(['Person 0', 'Person 18', 'Person 2']);
  fireEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(names()).toContain('Person 1');
});

it('lets one choose between two shared screens', () => {
  const share = (one: Participant): Participant => ({
    ...one,
    state: { ...one.state, screen: true },
    tracks: { screen: {} as MediaStreamTrack },
  });
  const [ann, ben, eve] = people(3).map((one, at) => (at < 2 ? share(one) : one));
  const participants = [ann, ben, eve].filter((one) => one !== undefined);
  const { session } = fakeSession({ phase: 'joined', participants });
  renderScreen(<CallScreen session={session} />);
  expect(large()).toBe('Person 1: shared screen');
  fireEvent.click(screen.getByRole('button', { name: 'Person 0’s screen' }));
  expect(large()).toBe('Person 0: shared screen');
});

it('moves one’s own picture by the keyboard, makes it smaller, and hides it', () => {
  const { session } = fakeSession({ phase: 'joined', participants: people(1) });
  renderScreen(<CallScreen session={session} />);
  const own = screen.getByRole('region', { name: 'Your picture' });
  const move = screen.getByRole('button', { name: 'Move your picture to the next corner' });
  fireEvent.keyDown(move, { key: 'ArrowUp' });
  expect(own.dataset['corner']).toBe('top_right');
  expect(screen.getByRole('status').textContent).toContain('top right');
  fireEvent.click(move);
  expect(own.dataset['corner']).toBe('bottom_right');
  fireEvent.click(screen.getByRole('button', { name: 'Make your picture smaller' }));
  expect(own.dataset['small']).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: 'Hide your picture' }));
  expect(screen.queryByRole('region', { name: 'Your picture' })).toBeNull();
});
