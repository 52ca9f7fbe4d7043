import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CallSnapshot, Participant } from '../core';

const isLost = ({ away, link }: Participant): boolean => away || link === 'reconnecting' || link === 'failed';

/** Whose connection is the matter, while one's own is well; undefined when nobody's is. */
function othersText(participants: readonly Participant[], t: TFunction): string | undefined {
  const lost = participants.filter(isLost);
  const [first] = lost;
  if (!first) return undefined;
  if (lost.length > 1) return t('state.others_lost', { count: lost.length });
  const name = first.label || t('app.guest');
  return t(first.link === 'failed' && !first.away ? 'state.other_failed' : 'state.other_lost', { name });
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
  const others = connection === 'connected' ? othersText(participants, t) : undefined;
  return others ?? t(`state.connection.${connection}`);
}
