import { useTranslation } from 'react-i18next';
import type { TileModel } from '../app/tiles';
import { useHandPlace } from './useHandPlace';

/** All that a tile shows, in words. */
export function useTileText(tile: TileModel): string {
  const { t } = useTranslation();
  const hand = useHandPlace(tile.who.id);
  const link =
    tile.link === 'connecting' || tile.link === 'reconnecting' || tile.link === 'failed'
      ? [t(`tile.link.${tile.link}`)]
      : [];
  const quality = tile.quality === 'unknown' ? [] : [t(`tile.quality.${tile.quality}`)];
  if (tile.kind === 'screen') return [t('tile.screen'), ...link].join(', ');
  return [
    t(tile.microphone ? 'tile.microphone.on' : 'tile.microphone.off'),
    t(tile.camera ? 'tile.camera.on' : 'tile.camera.off'),
    ...(hand > 0 ? [t('tile.hand', { place: hand })] : []),
    ...(tile.recording ? [t('tile.recording')] : []),
    ...quality,
    ...link,
  ].join(', ');
}
