import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/IconButton';

interface PagerProps {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

export function Pager({ page, pages, onPage }: PagerProps) {
  const { t } = useTranslation();
  return (
    <nav className="pager" aria-label={t('call.page', { page: page + 1, pages })}>
      <IconButton
        icon="previous"
        label={t('call.previous')}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      />
      <span>
        {page + 1} / {pages}
      </span>
      <IconButton
        icon="next"
        label={t('call.next')}
        disabled={page === pages - 1}
        onClick={() => onPage(page + 1)}
      />
    </nav>
  );
}
