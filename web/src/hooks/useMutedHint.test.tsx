// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { CallScreen } from '../components/call/CallScreen';
import { fakeSession, OFF } from '../components/testing/fake-session';
import { renderScreen } from '../components/testing/render-screen';
import { standIn } from '../components/testing/stand-ins';

beforeAll(() => standIn());
afterEach(cleanup);

it('tells who talks with the microphone off, once it is no cough, and never again where that is wished', () => {
  const { session } = fakeSession({ phase: 'joined' }, { microphone: OFF });
  const stop = vi.fn();
  vi.spyOn(session.media, 'listen').mockReturnValue({ stop } as unknown as MediaStreamTrack);
  let hear: (level: number) => void = () => undefined;
  const { services } = renderScreen(<CallScreen session={session} />, 'en', {
    levels: {
      watch: (_, listener) => {
        hear = listener;
        return () => undefined;
      },
    },
  });
  const told = () => screen.queryByRole('button', { name: 'Do not tell me again' });
  act(() => [0.9, 0.9, 0.1, 0.9].forEach((level) => hear(level)));
  expect(told()).toBeNull();
  act(() => [0.9, 0.9, 0.9].forEach((level) => hear(level)));
  fireEvent.click(told() ?? document.body);
  expect(told()).toBeNull();
  expect(stop).toHaveBeenCalledOnce();
  expect(services.preferences.getSnapshot().mutedHint).toBe(false);
});
