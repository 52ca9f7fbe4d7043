import { useTranslation } from 'react-i18next';
import type { TileModel } from '../app/tiles';

/** All that a tile shows, in words. */
export function useTileText(tile: TileModel): string {
  const { t } = useTranslation();
  const link =
    tile.link === 'connecting' || tile.link === 'reconnecting' || tile.link === 'failed'
      ? [t(`call.tile_${tile.link}`)]
      : [];
  if (tile.kind === 'screen') return [t('call.tile_screen'), ...link].join(', ');
  return [
    t(tile.microphone ? 'call.tile_microphone_on' : 'call.tile_microphone_off'),
    t(tile.camera ? 'call.tile_camera_on' : 'call.tile_camera_off'),
    ...link,
  ].join(', ');
}
