import { useTranslation } from 'react-i18next';
import type { Source } from '../../core';
import type { useCommand } from '../../hooks/useCommand';
import { useManners } from '../../hooks/useManners';
import type { Person } from '../../hooks/usePeople';
import type { MenuEntry } from '../ui/Menu';

interface PersonActions {
  readonly run: ReturnType<typeof useCommand>['run'];
  readonly onlyHost: boolean;
  readonly onRemove: () => void;
}

/** What a host may do about somebody. What is off can only be asked for: nobody is switched on by another. */
export function usePersonEntries(person: Person, actions: PersonActions): readonly MenuEntry[] {
  const { t } = useTranslation();
  const { manners, room } = useManners();
  const { run, onlyHost, onRemove } = actions;
  const { id, name, role, state } = person;
  const ask = (source: Source, on: boolean): MenuEntry => {
    const what = on ? 'ask' : 'stop';
    return {
      label: t(`people.${what}.${source}`),
      icon: source === 'screen' ? 'screen' : on ? source : `${source}_off`,
      onSelect: () => void run(manners.askState(id, source, on), t(`people.said.${what}`, { name })),
    };
  };
  const makeHost: MenuEntry = {
    label: t('people.make.host'),
    icon: 'host',
    onSelect: () => void run(manners.setRole(id, 'host'), t('people.made.host', { name })),
  };
  const makeGuest: MenuEntry = {
    label: t('people.make.guest'),
    icon: 'host',
    onSelect: () => void run(manners.setRole(id, 'guest'), t('people.made.guest', { name })),
  };
  const mayShare = room.settings.share === 'everyone' || role === 'host';
  // The last host stays one: somebody has to decide.
  if (person.self) return onlyHost ? [] : [makeGuest];
  return [
    ask('microphone', !state.microphone),
    ask('camera', !state.camera),
    ...(state.screen || mayShare ? [ask('screen', !state.screen)] : []),
    'line',
    role === 'host' ? makeGuest : makeHost,
    'line',
    { label: t('people.remove'), icon: 'remove', danger: true, onSelect: onRemove },
  ];
}
