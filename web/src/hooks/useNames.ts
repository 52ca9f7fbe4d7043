import { useTranslation } from 'react-i18next';
import { useLanguage } from './useLanguage';

/** Puts names into one phrase, as the language does it: "Ada, Ben and Minsu", "에이다 님, 민수 님". */
export function useNames(): (names: readonly string[]) => string {
  const { t } = useTranslation();
  const { language } = useLanguage();
  // A Korean enumeration of people has commas only.
  const list = new Intl.ListFormat(language, { type: language === 'ko' ? 'unit' : 'conjunction' });
  return (names) => list.format(names.map((name) => t('people.called', { name: name || t('app.guest') })));
}
