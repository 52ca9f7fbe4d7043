import type { Theme } from '../app/theme';
import { useObservable } from './useObservable';
import { useServices } from './useServices';

export function useTheme(): { theme: Theme; choose: (theme: Theme) => void } {
  const { theme } = useServices();
  return { theme: useObservable(theme), choose: theme.choose };
}
