import { useTranslation } from 'react-i18next';
import type { Language } from '../../app/i18n';
import { useLanguage } from '../../hooks/useLanguage';
import { Segments, type Segment } from './Segments';

const LANGUAGES: readonly Segment<Language>[] = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'ko', label: '한국어', lang: 'ko' },
];

export function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, choose } = useLanguage();
  return <Segments label={t('app.language')} value={language} segments={LANGUAGES} onChange={choose} />;
}
