import type { CallErrorCode, CallPhase } from '../core';

export type RoomScreen =
  'lobby' | 'returning' | 'call' | 'waiting' | 'full' | 'refused' | 'left' | 'moved' | 'failed';

const SCREENS: Readonly<Record<Exclude<CallPhase, 'joining'>, RoomScreen>> = {
  idle: 'lobby',
  joined: 'call',
  waiting: 'waiting',
  full: 'full',
  denied: 'refused',
  removed: 'refused',
  left: 'left',
  moved: 'moved',
  failed: 'failed',
};

const BEFORE_THE_CALL: ReadonlySet<RoomScreen> = new Set(['lobby', 'waiting', 'returning']);

/** Where a refusal leads: a password is asked for where one joins; a decision of the hosts has a screen with a way on. */
const REFUSALS: Readonly<Partial<Record<CallErrorCode, RoomScreen>>> = {
  password_required: 'lobby',
  wrong_password: 'lobby',
  room_locked: 'refused',
  removed: 'refused',
  denied: 'refused',
  invite_invalid: 'refused',
  room_not_open: 'refused',
  too_fast: 'refused',
  too_many_waiting: 'refused',
};

/**
 * Which screen a room shows. While a place is asked for, the screen that asked stays; where nobody asked, a page that was
 * loaded again comes back by itself.
 */
export function roomScreen(phase: CallPhase, before?: RoomScreen, code?: CallErrorCode): RoomScreen {
  if (phase === 'joining') return before === 'call' ? 'lobby' : (before ?? 'returning');
  // Who stops waiting has not left anything.
  if (phase === 'left' && before && BEFORE_THE_CALL.has(before)) return 'lobby';
  if (phase === 'failed' && code) return REFUSALS[code] ?? 'failed';
  return SCREENS[phase];
}
