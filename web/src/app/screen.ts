import type { CallPhase } from '../core';

export type RoomScreen = 'lobby' | 'call' | 'full' | 'left' | 'failed';

/** Which screen a room shows. While a place is asked for, the screen that asked stays. */
export function roomScreen(phase: CallPhase, before: RoomScreen): RoomScreen {
  if (phase === 'joining') return before === 'call' ? 'lobby' : before;
  if (phase === 'joined') return 'call';
  return phase === 'idle' ? 'lobby' : phase;
}
