import { useTranslation } from 'react-i18next';
import { useLanguage } from './useLanguage';

/** Puts names into one phrase, as the language does it: "Ada, Ben and Minsu", "에이다 님, 민수 님". */
export function useNames(): (names: readonly string[]) => string {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (names) => {
    const called = names.map((name) => t('people.called', { name: name || t('app.guest') }));
    // The Korean "and" of Intl is for things in writing; people are enumerated with commas.
    if (language === 'ko') return called.join(', ');
    return new Intl.ListFormat(language, { type: 'conjunction' }).format(called);
  };
}
