import { useTranslation } from 'react-i18next';
import { THEMES } from '../../app/theme';
import { useTheme } from '../../hooks/useTheme';
import { IconButton } from './IconButton';
import { THEME_ICONS } from './theme-icons';

/** Goes through the themes; its name says which one holds. */
export function ThemeButton() {
  const { t } = useTranslation();
  const { theme, choose } = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  const label = `${t('app.theme')}: ${t(`app.themes.${theme}`)}`;
  return <IconButton icon={THEME_ICONS[theme]} label={label} onClick={() => choose(next)} />;
}
