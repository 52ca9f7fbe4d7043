import type { CallErrorCode, CallSnapshot } from '../core';

/**
 * Why the people of a room, or its rules, keep somebody out.
 * - `removed`: by a host, for the life of the room. `denied`: a host said no; `timeout`: nobody answered; `closed`: the call
 *   ended meanwhile.
 * - `locked`: nobody comes in now. `not_open`: only who is invited as a host can open it. `invite`: an invitation that no
 *   longer holds, or never did.
 * - `too_fast`: too many requests, or wrong passwords, from one address. `queue`: too many wait already.
 */
export type Refusal =
  'removed' | 'denied' | 'timeout' | 'closed' | 'locked' | 'not_open' | 'invite' | 'too_fast' | 'queue';

const BY_CODE: Readonly<Partial<Record<CallErrorCode, Refusal>>> = {
  removed: 'removed',
  room_locked: 'locked',
  room_not_open: 'not_open',
  invite_invalid: 'invite',
  too_fast: 'too_fast',
  too_many_waiting: 'queue',
};

function denial(reason: string | undefined): Refusal {
  return reason === 'timeout' || reason === 'closed' ? reason : 'denied';
}

/** The refusal behind a call that did not come about. */
export function refusalOf({ phase, error }: Pick<CallSnapshot, 'phase' | 'error'>): Refusal {
  if (phase === 'removed') return 'removed';
  return (error && BY_CODE[error.code]) ?? denial(error?.message);
}
