import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '../locales/en.json';
import ko from '../locales/ko.json';
import type { PreferenceStore } from '../core';

export const LANGUAGES = ['en', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];

function asLanguage(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === primary);
}

/** The language asked for in the address, else the one chosen before, else the first one of the browser that there is. */
export function pickLanguage(
  search: string,
  stored: string | undefined,
  preferred: readonly string[],
): Language {
  return (
    asLanguage(new URLSearchParams(search).get('lang')) ??
    asLanguage(stored) ??
    preferred.map(asLanguage).find((language) => language !== undefined) ??
    'en'
  );
}

export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: LANGUAGES,
    resources: { en: { translation: en }, ko: { translation: ko } },
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
    showSupportNotice: false,
  });
  return instance;
}

export function startLanguage(view: Window, preferences: PreferenceStore): i18n {
  const language = pickLanguage(
    view.location.search,
    preferences.getSnapshot().language,
    view.navigator.languages,
  );
  const instance = createI18n(language);
  view.document.documentElement.lang = language;
  instance.on('languageChanged', (chosen) => {
    view.document.documentElement.lang = chosen;
  });
  return instance;
}

/** Switches, and remembers. A language in the address goes, or it would win over the choice at the next load. */
export function chooseLanguage(
  instance: i18n,
  language: Language,
  view: Window,
  preferences: PreferenceStore,
): void {
  preferences.update({ language });
  const url = new URL(view.location.href);
  if (url.searchParams.has('lang')) {
    url.searchParams.delete('lang');
    view.history.replaceState(view.history.state, '', url);
  }
  void instance.changeLanguage(language);
}
