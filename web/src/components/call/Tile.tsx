import { useTranslation } from 'react-i18next';
import type { TileModel } from '../../app/tiles';
import type { Rect } from '../../core/layout';
import { useTileText } from '../../hooks/useTileText';
import { TileFace } from './TileFace';

interface TileProps {
  readonly tile: TileModel;
  readonly place: Rect;
}

/** A tile at its place on the stage. */
export function Tile({ tile, place }: TileProps) {
  const { t } = useTranslation();
  const states = useTileText(tile);
  return (
    <li
      className="tile-place"
      style={{ width: place.width, height: place.height, transform: `translate(${place.x}px, ${place.y}px)` }}
      aria-label={t('tile.label', { name: tile.name, states })}
    >
      <TileFace tile={tile} />
    </li>
  );
}
