import { useEffect, useEffectEvent } from 'react';
import { focusOf, matchShortcut, type Shortcut } from '../app/shortcuts';
import { useServices } from './useServices';

export interface ShortcutActions {
  readonly press: (shortcut: Shortcut) => void;
  /** The talk key went down (true) or up. */
  readonly talk: (held: boolean) => void;
  /** Esc, with nothing above the page that it would close. */
  readonly escape: () => void;
}

/** Above everything else: it takes all keys but those that switch the microphone and the camera. */
const LAYER = 'dialog[open], [role=menu]';

/** Listens to the keyboard of the whole page. */
export function useShortcuts(actions: ShortcutActions): void {
  const { preferences } = useServices();
  const down = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const covered = document.querySelector(LAYER) !== null;
    if (event.key === 'Escape' && !event.isComposing && !covered) actions.escape();
    const { singleKeys: letters, markKeys: marks } = preferences.getSnapshot();
    const shortcut = matchShortcut(event, focusOf(event.target), { letters, marks });
    if (!shortcut || (covered && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    if (event.repeat) return;
    if (shortcut === 'talk') actions.talk(true);
    else actions.press(shortcut);
  });
  const up = useEffectEvent((event: KeyboardEvent) => {
    if (event.code === 'Space') actions.talk(false);
  });
  const away = useEffectEvent(() => actions.talk(false));
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('keydown', (event) => down(event), { signal });
    window.addEventListener('keyup', (event) => up(event), { signal });
    window.addEventListener('blur', () => away(), { signal });
    return () => stop.abort();
  }, []);
}
