import { Store, type Observable, type PreferenceStore } from '../core';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface ThemeStore extends Observable<Theme> {
  choose: (theme: Theme) => void;
}

function asTheme(text: string): Theme {
  return THEMES.find((theme) => theme === text) ?? 'system';
}

/** Keeps the page's colours in step with the choice, and with the device while that is the choice. */
export function createTheme(view: Window, preferences: PreferenceStore): ThemeStore {
  const store = new Store<Theme>(asTheme(preferences.getSnapshot().theme));
  const darkDevice = view.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const theme = store.getSnapshot();
    const dark = theme === 'dark' || (theme === 'system' && darkDevice.matches);
    view.document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  };
  darkDevice.addEventListener('change', apply);
  apply();
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    choose: (theme) => {
      preferences.update({ theme });
      store.set(theme);
      apply();
    },
  };
}
