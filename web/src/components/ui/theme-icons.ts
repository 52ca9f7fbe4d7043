import type { Theme } from '../../app/theme';
import type { IconName } from './Icon';

export const THEME_ICONS: Readonly<Record<Theme, IconName>> = {
  system: 'system',
  light: 'sun',
  dark: 'moon',
};
