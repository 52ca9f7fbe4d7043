import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the tab after the screen. */
export function useDocumentTitle(page: string): void {
  const { t } = useTranslation();
  const title = t('app.title', { page });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
