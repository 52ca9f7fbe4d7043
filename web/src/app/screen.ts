import type { CallPhase } from '../core';

export type RoomScreen = 'lobby' | 'call' | 'full' | 'left' | 'failed';

const SCREENS: Readonly<Record<Exclude<CallPhase, 'joining' | 'waiting'>, RoomScreen>> = {
  idle: 'lobby',
  joined: 'call',
  full: 'full',
  denied: 'failed',
  removed: 'failed',
  left: 'left',
  moved: 'left',
  failed: 'failed',
};

/** Which screen a room shows. While a place is asked for, the screen that asked stays. */
export function roomScreen(phase: CallPhase, before: RoomScreen): RoomScreen {
  if (phase === 'joining' || phase === 'waiting') return before === 'call' ? 'lobby' : before;
  return SCREENS[phase];
}
