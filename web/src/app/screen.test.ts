import { expect, it } from 'vitest';
import type { CallPhase } from '../core';
import { roomScreen, type RoomScreen } from './screen';

it.each<[CallPhase, RoomScreen, RoomScreen]>([
  ['idle', 'lobby', 'lobby'],
  ['joining', 'lobby', 'lobby'],
  ['joined', 'lobby', 'call'],
  ['full', 'lobby', 'full'],
  ['joining', 'full', 'full'],
  ['joining', 'left', 'left'],
  ['joining', 'failed', 'failed'],
  ['joined', 'full', 'call'],
  ['left', 'call', 'left'],
  ['moved', 'call', 'moved'],
  ['joining', 'moved', 'moved'],
  ['waiting', 'lobby', 'waiting'],
  ['joining', 'returning', 'returning'],
  ['joined', 'returning', 'call'],
  ['full', 'returning', 'full'],
  ['left', 'returning', 'lobby'],
])('shows a call that is %s after %s as %s', (phase, before, screen) => {
  expect(roomScreen(phase, before)).toBe(screen);
});

it('shows a page that takes its place again by itself as returning, and one that waits for a click as the lobby', () => {
  expect(roomScreen('joining')).toBe('returning');
  expect(roomScreen('idle')).toBe('lobby');
});
