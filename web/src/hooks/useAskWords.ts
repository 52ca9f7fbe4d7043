import { useTranslation } from 'react-i18next';
import type { Ask } from '../core';
import { useCallView } from './useCallView';
import { useManners } from './useManners';
import { usePeople } from './usePeople';

/** Puts a host's wish into words. */
export function useAskWords(): (ask: Ask) => string {
  const { t } = useTranslation();
  const { call } = useCallView();
  const { room } = useManners();
  const people = usePeople(call, room);
  return ({ source, on, by }) => {
    const name = people.find(({ id }) => id === by)?.name ?? t('people.role.host');
    return on ? t(`asked.on.${source}`, { name }) : t(`asked.off.${source}`, { name });
  };
}
