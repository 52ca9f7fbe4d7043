// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderScreen } from '../testing/render-screen';
import { MicrophoneMeter } from './MicrophoneMeter';

const TRACK = {} as MediaStreamTrack;
const listeners = new Set<(level: number) => void>();
const hear = (level: number) => listeners.forEach((listener) => listener(level));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const watch = (_: MediaStreamTrack, listener: (level: number) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  renderScreen(<MicrophoneMeter track={TRACK} />, 'en', { levels: { watch } });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('says after five seconds of silence that nothing is heard, and takes it back once something is', () => {
  act(() => hear(0));
  expect(screen.getByText(/the bars should move/)).toBeTruthy();
  vi.advanceTimersByTime(4_900);
  act(() => hear(0.01));
  expect(screen.queryByText(/We hear nothing/)).toBeNull();
  vi.advanceTimersByTime(200);
  act(() => hear(0.01));
  expect(screen.getByText(/We hear nothing/)).toBeTruthy();
  act(() => hear(0.6));
  expect(screen.getByText('We hear you.')).toBeTruthy();
  expect(screen.getByRole('meter').getAttribute('aria-valuenow')).not.toBe('0');
  vi.advanceTimersByTime(20_000);
  act(() => hear(0));
  expect(screen.getByText('We hear you.')).toBeTruthy();
});
