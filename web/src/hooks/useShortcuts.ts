import { useEffect, useEffectEvent } from 'react';
import { focusOf, matchShortcut, type Shortcut } from '../app/shortcuts';

export interface ShortcutActions {
  readonly press: (shortcut: Exclude<Shortcut, 'talk'>) => void;
  /** The talk key went down (true) or up. */
  readonly talk: (held: boolean) => void;
}

/** Listens to the keyboard of the whole page. */
export function useShortcuts(actions: ShortcutActions): void {
  const down = useEffectEvent((event: KeyboardEvent) => {
    const shortcut = matchShortcut(event, focusOf(event.target));
    if (!shortcut || document.querySelector('dialog[open]')) return;
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
