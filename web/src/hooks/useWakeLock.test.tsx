// @vitest-environment jsdom
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { settled } from '../core/testing/virtual-clock';
import { useWakeLock } from './useWakeLock';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function Call() {
  useWakeLock();
  return null;
}

function seen(visible: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}

it('keeps the screen on, again after the tab was hidden, and lets go at the end', async () => {
  const release = vi.fn(() => Promise.resolve());
  const request = vi.fn(() => Promise.resolve({ release }));
  vi.stubGlobal('navigator', { wakeLock: { request } });
  const { unmount } = render(<Call />);
  await act(settled);
  expect(request).toHaveBeenCalledExactlyOnceWith('screen');
  seen(false);
  seen(true);
  await act(settled);
  expect(request).toHaveBeenCalledTimes(2);
  unmount();
  expect(release).toHaveBeenCalled();
  seen(true);
  expect(request).toHaveBeenCalledTimes(2);
});

it('is content where the browser refuses, or knows nothing of it', async () => {
  vi.stubGlobal('navigator', { wakeLock: { request: () => Promise.reject(new Error('battery')) } });
  render(<Call />);
  vi.stubGlobal('navigator', {});
  render(<Call />);
  await act(settled);
});
