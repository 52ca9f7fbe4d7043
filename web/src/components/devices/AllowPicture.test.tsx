// @vitest-environment jsdom
import { render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { DeviceKind } from '../../core';
import { AllowPicture } from './AllowPicture';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The drawing that a browser gets; empty where there is none. */
function drawn(userAgent: string, kind: DeviceKind): string {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
  const { container } = render(<AllowPicture kind={kind} />);
  return container.querySelector('.address-spot')?.innerHTML ?? '';
}

it('marks another place in each browser, and nothing where none is known', () => {
  const places = [CHROME, FIREFOX, SAFARI].map((userAgent) => drawn(userAgent, 'camera'));
  expect(new Set(places).size).toBe(3);
  expect(places).not.toContain('');
  expect(drawn('Something/1.0', 'camera')).toBe('');
});

it('shows the device itself where the browser does', () => {
  expect(drawn(FIREFOX, 'camera')).not.toBe(drawn(FIREFOX, 'microphone'));
  expect(drawn(CHROME, 'camera')).toBe(drawn(CHROME, 'microphone'));
});

it('says nothing that the words do not say already', () => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(CHROME);
  const { container } = render(<AllowPicture kind="camera" />);
  expect(container.firstElementChild?.getAttribute('aria-hidden')).toBe('true');
});
