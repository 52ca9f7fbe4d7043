import { useTranslation } from 'react-i18next';
import { VIEW_CHOICES } from '../../core/layout';
import { useCallView } from '../../hooks/useCallView';
import { useDataSaver } from '../../hooks/useDataSaver';
import { useShare } from '../../hooks/useShare';
import { useManners } from '../../hooks/useManners';
import type { IconName } from '../ui/Icon';
import type { MenuEntry } from '../ui/Menu';

const VIEW_ICONS = { auto: 'system', grid: 'grid', speaker: 'large' } as const satisfies Record<
  (typeof VIEW_CHOICES)[number],
  IconName
>;

/** What stands in the menu of the control bar. */
export function useMenuEntries(): readonly MenuEntry[] {
  return [...useRoomEntries(), 'line', ...useViewEntries(), 'line', ...useToolEntries()];
}

/** The people in the room and those who are to come. */
function useRoomEntries(): readonly MenuEntry[] {
  const { t } = useTranslation();
  const { togglePanel, openLayer } = useCallView();
  const { room } = useManners();
  const settings: MenuEntry = { label: t('room.open'), icon: 'shield', onSelect: () => openLayer('room') };
  return [
    { label: t('people.heading'), icon: 'people', onSelect: () => togglePanel('people') },
    { label: t('invite.open'), icon: 'link', onSelect: () => openLayer('invite') },
    ...(room.role === 'host' ? [settings] : []),
  ];
}

/** How the stage looks. */
function useViewEntries(): readonly MenuEntry[] {
  const { t } = useTranslation();
  const { stage } = useCallView();
  const { selfView, showSelf } = stage;
  const views = VIEW_CHOICES.map((choice) => ({
    label: t(`view.choice.${choice}`),
    icon: VIEW_ICONS[choice],
    checked: stage.choice === choice,
    onSelect: () => stage.choose(choice),
  }));
  return [
    ...views,
    'line',
    {
      label: t('view.self.show'),
      icon: 'self',
      checked: selfView !== 'hidden',
      onSelect: () => showSelf(selfView === 'hidden' ? 'tile' : 'hidden'),
    },
    {
      label: t('view.self.corner'),
      icon: 'corner',
      checked: selfView === 'floating',
      onSelect: () => showSelf(selfView === 'floating' ? 'tile' : 'floating'),
    },
  ];
}

/** Everything else. */
function useToolEntries(): readonly MenuEntry[] {
  const { t } = useTranslation();
  const { session, panel, togglePanel, openLayer, picture, recording } = useCallView();
  const saver = useDataSaver(session);
  const share = useShare(session.screen);
  const screen: MenuEntry = {
    label: t('share.name'),
    icon: 'screen',
    checked: share.on,
    onSelect: share.toggle,
  };
  const small: MenuEntry = {
    label: t('picture.open'),
    icon: 'picture',
    checked: picture.window !== undefined,
    onSelect: picture.toggle,
  };
  const on = recording.phase === 'on' || recording.phase === 'starting';
  const record: MenuEntry = {
    label: t('record.menu'),
    icon: 'record',
    checked: on,
    onSelect: () => (on ? recording.stop() : openLayer('record')),
  };
  return [
    ...(share.supported ? [screen] : []),
    ...(picture.supported ? [small] : []),
    ...(recording.supported ? [record] : []),
    { label: t('call.saver'), icon: 'saver', checked: saver.on, onSelect: () => saver.set(!saver.on) },
    { label: t('call.settings'), icon: 'settings', onSelect: () => openLayer('devices') },
    {
      label: t('stats.heading'),
      icon: 'bars',
      checked: panel === 'statistics',
      onSelect: () => togglePanel('statistics'),
    },
    { label: t('help.heading'), icon: 'keyboard', keys: '?', onSelect: () => openLayer('help') },
  ];
}
