import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { otherTiles, selfTile, type TileModel } from '../app/tiles';
import type { CallSnapshot, LocalMediaSnapshot } from '../core';

/** What is on the stage. */
export function useTiles(
  call: CallSnapshot,
  media: LocalMediaSnapshot,
): { self: TileModel; tiles: readonly TileModel[] } {
  const { t } = useTranslation();
  const guest = t('app.guest');
  const { participants } = call;
  const tiles = useMemo(() => otherTiles({ participants }, guest), [participants, guest]);
  const name = call.label === '' ? t('call.you') : t('call.you_named', { name: call.label });
  return { tiles, self: selfTile(media, name, { id: call.selfId, label: call.label || guest }) };
}
