import { useTranslation } from 'react-i18next';
import { THEMES } from '../../app/theme';
import { useTheme } from '../../hooks/useTheme';
import { Icon } from './Icon';
import { Segments } from './Segments';
import { THEME_ICONS } from './theme-icons';

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { theme, choose } = useTheme();
  const segments = THEMES.map((value) => ({
    value,
    label: <Icon name={THEME_ICONS[value]} size={20} />,
    name: t(`app.themes.${value}`),
  }));
  return <Segments label={t('app.theme')} value={theme} segments={segments} onChange={choose} />;
}
