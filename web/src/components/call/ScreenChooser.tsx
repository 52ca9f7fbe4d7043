import { useTranslation } from 'react-i18next';
import type { TileModel } from '../../app/tiles';
import { Segments } from '../ui/Segments';

interface ScreenChooserProps {
  readonly screens: readonly TileModel[];
  readonly featured: string | undefined;
  readonly onChoose: (key: string) => void;
}

/** Where two people share their screens at once: which of them to look at. */
export function ScreenChooser({ screens, featured, onChoose }: ScreenChooserProps) {
  const { t } = useTranslation();
  if (screens.length < 2 || !screens.some(({ key }) => key === featured)) return null;
  return (
    <div className="screen-chooser">
      <Segments
        label={t('view.screens')}
        value={featured ?? ''}
        segments={screens.map(({ key, name }) => ({ value: key, label: t('tile.screen_of', { name }) }))}
        onChange={onChoose}
      />
    </div>
  );
}
