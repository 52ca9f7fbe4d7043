import { useTranslation } from 'react-i18next';
import type { CallSnapshot } from '../core';

/** The one line about the connection; with the seconds until the next try only where it is seen, not where it is read out. */
export function useConnectionText(call: CallSnapshot, counting: boolean): string {
  const { t } = useTranslation();
  const { connection, reconnectInSeconds: count } = call;
  if (connection === 'reconnecting' && counting && count !== undefined && count > 0)
    return t('state.reconnecting_in', { count });
  if (connection === 'connected' && call.participants.length === 0) return t('state.waiting');
  return t(`state.connection.${connection}`);
}
