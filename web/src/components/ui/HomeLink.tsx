import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../hooks/useServices';
import { Wordmark } from './Wordmark';

export function HomeLink() {
  const { t } = useTranslation();
  const { router } = useServices();
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.go('/');
  };
  return (
    <a className="home-link" href="/" aria-label={t('app.home')} onClick={follow}>
      <Wordmark />
    </a>
  );
}
