import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VIEW_CHOICES, type ViewChoice } from '../core/layout';
import { useAnnounce } from './useAnnouncer';
import { useObservable } from './useObservable';
import { useServices } from './useServices';

/** Where one's own picture is: among the others, in a corner above them, or nowhere. */
export const SELF_VIEWS = ['tile', 'floating', 'hidden'] as const;
export type SelfView = (typeof SELF_VIEWS)[number];

/** What somebody chose to see on the stage, and the ways to choose; every choice is told to those who listen. */
export interface StageView {
  readonly choice: ViewChoice;
  readonly choose: (choice: ViewChoice) => void;
  /** The view after this one. */
  readonly next: () => void;
  readonly selfView: SelfView;
  readonly showSelf: (view: SelfView) => void;
  /** The tile that stays large, by key. */
  readonly pinned: string | undefined;
  readonly pin: (key: string, name: string) => void;
  /** The shared screen chosen among several, by key. */
  readonly screen: string | undefined;
  readonly chooseScreen: (key: string) => void;
}

export function useStageView(): StageView {
  const { preferences } = useServices();
  const { view, selfView } = useObservable(preferences);
  const [pinned, setPinned] = useState<string>();
  const [screen, chooseScreen] = useState<string>();
  const say = useAnnounce();
  const { t } = useTranslation();
  const choice = VIEW_CHOICES.find((known) => known === view) ?? 'auto';
  const choose = (wanted: ViewChoice): void => {
    preferences.update({ view: wanted });
    setPinned(undefined);
    say(t(`view.say.${wanted}`));
  };
  return {
    choice,
    choose,
    next: () => choose(VIEW_CHOICES[(VIEW_CHOICES.indexOf(choice) + 1) % VIEW_CHOICES.length] ?? 'auto'),
    selfView: SELF_VIEWS.find((known) => known === selfView) ?? 'tile',
    showSelf: (wanted) => {
      preferences.update({ selfView: wanted });
      say(t(`view.self.say.${wanted}`));
    },
    pinned,
    pin: (key, name) => {
      const held = key === pinned;
      setPinned(held ? undefined : key);
      say(t(held ? 'view.unpinned' : 'view.pinned', { name }));
    },
    screen,
    chooseScreen,
  };
}
