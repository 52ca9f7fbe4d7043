import { useTranslation } from 'react-i18next';
import type { TileModel } from '../../app/tiles';
import type { Place } from '../../core/layout';
import { useCallView } from '../../hooks/useCallView';
import { useTileText } from '../../hooks/useTileText';
import { IconButton } from '../ui/IconButton';
import { TileFace } from './TileFace';

interface TileProps {
  readonly tile: TileModel;
  readonly place: Place;
  /** There are others it could be larger than. */
  readonly pinnable: boolean;
}

/** A tile at its place on the stage. */
export function Tile({ tile, place, pinnable }: TileProps) {
  const { t } = useTranslation();
  const { stage } = useCallView();
  const states = useTileText(tile);
  const pinned = stage.pinned === tile.key;
  const name = tile.kind === 'screen' ? t('tile.screen_of', { name: tile.name }) : tile.name;
  return (
    <li
      className="tile-place"
      data-role={place.role}
      style={{ width: place.width, height: place.height, transform: `translate(${place.x}px, ${place.y}px)` }}
      aria-label={t('tile.label', { name: tile.name, states })}
    >
      <TileFace tile={tile} />
      {pinnable && !tile.self && (
        <IconButton
          icon="pin"
          className="tile-pin"
          label={t('view.pin', { name })}
          aria-pressed={pinned}
          onClick={() => stage.pin(tile.key, name)}
        />
      )}
    </li>
  );
}
