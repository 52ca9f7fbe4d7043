import { useTranslation } from 'react-i18next';
import { chooseLanguage, LANGUAGES, type Language } from '../app/i18n';
import { useServices } from './useServices';

export function useLanguage(): { language: Language; choose: (language: Language) => void } {
  const { i18n } = useTranslation();
  const { preferences } = useServices();
  const language = LANGUAGES.find((known) => known === i18n.resolvedLanguage) ?? 'en';
  return { language, choose: (chosen) => chooseLanguage(i18n, chosen, window, preferences) };
}
