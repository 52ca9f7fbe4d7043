import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallSnapshot } from '../core';
import { useConnectionText } from './useConnectionText';
import { useAnnounce } from './useAnnouncer';

/** Says who comes and goes, and how the connection is. */
export function useCallNews(call: CallSnapshot): void {
  const say = useAnnounce();
  const { t } = useTranslation();
  const known = useRef<ReadonlyMap<string, string> | undefined>(undefined);
  const connection = useConnectionText(call, false);
  const guest = t('app.guest');

  useEffect(() => {
    const now = new Map(call.participants.map(({ id, label }) => [id, label || guest]));
    const before = known.current;
    known.current = now;
    if (!before) return;
    for (const [id, name] of now) if (!before.has(id)) say({ kind: 'entered', name });
    for (const [id, name] of before) if (!now.has(id)) say({ kind: 'left', name });
  }, [call.participants, guest, say]);

  const first = useRef(true);
  useEffect(() => {
    if (!first.current) say(connection);
    first.current = false;
  }, [connection, say]);
}
