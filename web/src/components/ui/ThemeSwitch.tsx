import { useTranslation } from 'react-i18next';
import { THEMES, type Theme } from '../../app/theme';
import { useTheme } from '../../hooks/useTheme';
import { Icon, type IconName } from './Icon';
import { Segments } from './Segments';

const ICONS: Readonly<Record<Theme, IconName>> = { system: 'system', light: 'sun', dark: 'moon' };

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { theme, choose } = useTheme();
  const segments = THEMES.map((value) => ({
    value,
    label: <Icon name={ICONS[value]} size={20} />,
    name: t(`app.theme_${value}`),
  }));
  return <Segments label={t('app.theme')} value={theme} segments={segments} onChange={choose} />;
}
