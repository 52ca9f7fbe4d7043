import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CallSnapshot, Participant } from '../core';

/** No way to somebody was found for so long that it is not looked for any more. */
const isGivenUp = ({ away, link }: Participant): boolean => !away && link === 'failed';

const isLost = (person: Participant): boolean =>
  person.away || person.link === 'reconnecting' || isGivenUp(person);

/** Whether it is the ways to the others that are given up, whatever that to the server is. */
function nobodyReached({ participants }: CallSnapshot): boolean {
  const there = participants.filter(({ away }) => !away);
  return there.length > 0 && there.every(isGivenUp);
}

/** Whether anything is given up, so that only a wish of one's own begins anew. */
export const someGivenUp = ({ connection, participants }: CallSnapshot): boolean =>
  connection === 'failed' || participants.some(isGivenUp);

/** Whose connection is the matter, while one's own is well; undefined when nobody's is. */
function othersText(participants: readonly Participant[], t: TFunction): string | undefined {
  const lost = participants.filter(isLost);
  const [first] = lost;
  if (!first) return undefined;
  if (lost.length > 1)
    return lost.every(isGivenUp) ? t('state.others_failed') : t('state.others_lost', { count: lost.length });
  const name = first.label || t('app.guest');
  return t(isGivenUp(first) ? 'state.other_failed' : 'state.other_lost', { name });
}

/**
 * The one line about the connection: one's own, or whose else is away. With the seconds until the next try only where it is
 * seen, not where it is read out.
 */
export function useConnectionText(call: CallSnapshot, counting: boolean): string {
  const { t } = useTranslation();
  const { connection, reconnectInSeconds: count, participants } = call;
  if (connection === 'reconnecting' && counting && count !== undefined && count > 0)
    return t('state.reconnecting_in', { count });
  if (connection === 'connected' && participants.length === 0) return t('state.waiting');
  const others =
    connection === 'connected' || (connection === 'failed' && nobodyReached(call))
      ? othersText(participants, t)
      : undefined;
  return others ?? t(`state.connection.${connection}`);
}
