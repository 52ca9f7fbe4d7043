import { useTranslation } from 'react-i18next';
import type { TileModel } from '../../app/tiles';
import { hueOf } from '../../app/names';
import { useHandPlace } from '../../hooks/useHandPlace';
import { useSpeaking } from '../../hooks/useLevel';
import { VideoView } from '../media/VideoView';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/Icon';
import { Signal } from './Signal';

/** What a tile looks like: the picture or the initials, the name, and what is off. */
export function TileFace({ tile }: { readonly tile: TileModel }) {
  const { t } = useTranslation();
  const speaking = useSpeaking(tile);
  return (
    <div
      className={`tile hue-${hueOf(tile.who.id)}`}
      data-speaking={speaking}
      data-kind={tile.kind}
      data-link={tile.link}
    >
      {tile.video ? (
        <VideoView
          track={tile.video}
          label={tile.name}
          mirrored={tile.self && tile.kind === 'person'}
          whole={tile.kind === 'screen'}
        />
      ) : (
        <Avatar name={tile.who.label} seed={tile.who.id} />
      )}
      <LinkMark tile={tile} />
      {tile.kind === 'person' && <HandMark id={tile.who.id} />}
      <p className="tile-tag" aria-hidden="true">
        {tile.recording && <Icon name="record" size={18} />}
        {!tile.microphone && tile.kind === 'person' && <Icon name="microphone_off" size={18} />}
        <span className="tile-name">
          {tile.kind === 'screen' ? t('tile.screen_of', { name: tile.name }) : tile.name}
        </span>
      </p>
    </div>
  );
}

/** What is wrong with the connection, in words: what stands in the way of it, or how bad it is. */
function LinkMark({ tile }: { readonly tile: TileModel }) {
  const { t } = useTranslation();
  if (tile.link === 'connected' || tile.link === 'unstable') return <QualityMark tile={tile} />;
  return (
    <p className="tile-link" aria-hidden="true">
      {t(`tile.link.${tile.link}`)}
    </p>
  );
}

function QualityMark({ tile }: { readonly tile: TileModel }) {
  const { t } = useTranslation();
  const { quality } = tile;
  if (quality === 'unknown' || tile.kind === 'screen') return null;
  const told = quality === 'poor' || quality === 'fair';
  return (
    <p className="tile-link" data-quality={quality} data-told={told} aria-hidden="true">
      <Signal quality={quality} />
      {told && <span className="tile-link-words">{t(`tile.quality.${quality}`)}</span>}
    </p>
  );
}

function HandMark({ id }: { readonly id: string }) {
  const place = useHandPlace(id);
  if (place === 0) return null;
  return (
    <p className="tile-hand" aria-hidden="true">
      <Icon name="hand" size={18} />
      {place}
    </p>
  );
}
