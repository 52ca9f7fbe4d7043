import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from './LanguageSwitch';
import { HomeLink } from './HomeLink';
import { ThemeButton } from './ThemeButton';

export function SiteHeader() {
  const { t } = useTranslation();
  return (
    <header className="site-header">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <HomeLink />
      <div className="site-header-choices">
        <LanguageSwitch />
        <ThemeButton />
      </div>
    </header>
  );
}
