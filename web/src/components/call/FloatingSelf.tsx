import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TileModel } from '../../app/tiles';
import { IconButton } from '../ui/IconButton';
import { TileFace } from './TileFace';

const CORNERS = ['bottom-right', 'bottom-left', 'top-left', 'top-right'] as const;

/** One's own picture above the other's, in a corner of one's choice. */
export function FloatingSelf({ tile }: { readonly tile: TileModel }) {
  const { t } = useTranslation();
  const [corner, setCorner] = useState(0);
  return (
    <section
      className="floating-self"
      data-corner={CORNERS[corner % CORNERS.length]}
      aria-label={t('call.self_view')}
    >
      <TileFace tile={tile} />
      <IconButton icon="corner" label={t('call.self_move')} onClick={() => setCorner(corner + 1)} />
    </section>
  );
}
