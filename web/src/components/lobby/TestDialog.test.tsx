// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Store } from '../../core';
import { CHECKS, verdictOf, type Finding, type SelfTestSnapshot } from '../../core/self-test';
import { fakeSession } from '../testing/fake-session';
import { renderScreen } from '../testing/render-screen';
import { standIn } from '../testing/stand-ins';
import { LobbyScreen } from './LobbyScreen';
import { TestDialog } from './TestDialog';

beforeAll(() => standIn());
afterEach(cleanup);

/** Every check with each of what it can find. */
const ROUNDS: readonly (readonly Finding[])[] = [
  ['https_ok', 'websocket_ok', 'udp_ok', 'tcp_ok', 'turn_ok'],
  ['https_local', 'websocket_ok', 'udp_not_told', 'tcp_not_told', 'turn_not_told'],
  ['https_insecure', 'websocket_unreachable', 'udp_not_set_up', 'tcp_not_set_up', 'turn_not_set_up'],
  ['https_unreachable', 'websocket_unreachable', 'udp_silent', 'tcp_silent', 'turn_silent'],
  ['https_unhealthy', 'websocket_ok', 'udp_none', 'tcp_silent', 'turn_empty'],
];

const at = (round: readonly Finding[], place: number): Finding => round[place] ?? 'https_ok';

function show(language: 'en' | 'ko') {
  const state = new Store<SelfTestSnapshot>({ checks: CHECKS.map((name) => ({ name })), done: false });
  const run = vi.fn();
  const test = { subscribe: state.subscribe, getSnapshot: state.getSnapshot, run, dispose: () => undefined };
  const { session } = fakeSession();
  const { container } = renderScreen(
    <TestDialog outside={session.outside} create={() => test} onClose={() => undefined} />,
    language,
  );
  const find = (findings: readonly Finding[]): void =>
    act(() =>
      state.set({
        checks: CHECKS.map((name, place) => ({ name, finding: at(findings, place) })),
        done: true,
      }),
    );
  return { container, run, find };
}

const lines = (): string[] => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

describe.each(['en', 'ko'] as const)('the connection test in %s', (language) => {
  it('says each finding in words of its own, with a way on where one is needed', async () => {
    const { container, find } = show(language);
    const said = new Map<Finding, string>();
    for (const round of ROUNDS) {
      find(round);
      lines().forEach((line, place) => said.set(at(round, place), line));
      for (const [place, item] of screen.getAllByRole('listitem').entries()) {
        const fine = verdictOf(at(round, place)) === 'ok';
        expect(item.querySelectorAll('.test-fix')).toHaveLength(fine ? 0 : 1);
      }
    }
    expect(new Set(said.values()).size).toBe(said.size);
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

it('tells how it ended where those who do not see hear it, and can be begun again', () => {
  const { run, find } = show('en');
  const status = screen.getAllByRole('status')[0];
  expect(status?.textContent).toContain('five seconds');
  fireEvent.click(screen.getByRole('button', { name: 'Test again' }));
  expect(run).toHaveBeenCalledOnce();
  for (const [round, words] of [
    [ROUNDS[0], 'everything works'],
    [ROUNDS[1], 'once you are let in'],
    [ROUNDS[2], 'something does not work'],
  ] as const) {
    find(round ?? []);
    expect(status?.textContent).toContain(words);
  }
  fireEvent.click(screen.getByRole('button', { name: 'Test again' }));
  expect(run).toHaveBeenCalledTimes(2);
});

it('is copied as lines of text', async () => {
  const writeText = vi.fn(() => Promise.resolve());
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  const { find } = show('en');
  find(ROUNDS[2] ?? []);
  fireEvent.click(screen.getByRole('button', { name: 'Copy the result' }));
  await screen.findByRole('button', { name: 'Copied' });
  expect(writeText.mock.calls.flat().join().split('\n').slice(0, 2)).toEqual([
    'HTTPS: Not possible. The server answers, but the way to it is not encrypted. Browsers then allow no camera and no microphone.',
    'WebSocket: Not possible. Something on the way does not let WebSocket through. Joining takes longer then, and so does each message.',
  ]);
});

it('opens from the lobby', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  vi.stubGlobal(
    'WebSocket',
    class {
      close = () => undefined;
    },
  );
  const { session } = fakeSession();
  renderScreen(<LobbyScreen session={session} />);
  fireEvent.click(screen.getByRole('button', { name: 'Test connection' }));
  expect(await screen.findByRole('dialog', { name: 'Connection test' })).toBeTruthy();
});
