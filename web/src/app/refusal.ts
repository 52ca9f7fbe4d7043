import type { CallSnapshot } from '../core';

/**
 * Why the people of a room, or its rules, keep somebody out.
 * - `removed`: by a host, for the life of the room. `denied`: a host said no; `timeout`: nobody answered; `closed`: the call
 *   ended meanwhile.
 * - `locked`: nobody comes in now. `not_open`: only who is invited as a host can open it. `invite`: an invitation that no
 *   longer holds, or never did.
 */
export type Refusal = 'removed' | 'denied' | 'timeout' | 'closed' | 'locked' | 'not_open' | 'invite';

function denial(reason: string | undefined): Refusal {
  return reason === 'timeout' || reason === 'closed' ? reason : 'denied';
}

/** The refusal behind a call that did not come about. */
export function refusalOf({ phase, error }: Pick<CallSnapshot, 'phase' | 'error'>): Refusal {
  if (phase === 'removed' || error?.code === 'removed') return 'removed';
  if (error?.code === 'room_locked') return 'locked';
  if (error?.code === 'room_not_open') return 'not_open';
  if (error?.code === 'invite_invalid') return 'invite';
  return denial(error?.message);
}
