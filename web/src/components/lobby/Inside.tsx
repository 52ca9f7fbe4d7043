import { useTranslation } from 'react-i18next';
import type { Glance } from '../../core';
import { useNames } from '../../hooks/useNames';
import { Icon } from '../ui/Icon';

const NAMED_AT_MOST = 3;

/** Who is in the room already, or what is to be expected at its door. */
export function Inside({ glance }: { readonly glance: Glance }) {
  const { t } = useTranslation();
  const names = useNames();
  const door = doorOf(glance);
  if (door) {
    return (
      <p className="inside" data-door={door}>
        <Icon name={door === 'password' ? 'key' : door === 'lobby' ? 'door' : 'lock'} />
        <span>{t(`lobby.inside.${door}`)}</span>
      </p>
    );
  }
  const { count, limit, labels } = glance;
  const more = count - Math.min(labels.length, NAMED_AT_MOST);
  const who = names(labels.slice(0, NAMED_AT_MOST));
  return (
    <p className="inside">
      <Icon name="people" />
      <span>
        {count === 0 && t('lobby.inside.nobody')}
        {count > 0 && more <= 0 && t('lobby.inside.some', { names: who, count })}
        {count > 0 && more > 0 && t('lobby.inside.more', { names: who, count: more })}
        {limit > 0 && count >= limit && ` ${t('lobby.inside.full')}`}
      </span>
    </p>
  );
}

function doorOf({ locked, password, lobby }: Glance): 'locked' | 'password' | 'lobby' | undefined {
  if (locked) return 'locked';
  if (password) return 'password';
  return lobby ? 'lobby' : undefined;
}
