import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallSnapshot, LocalMediaSnapshot } from '../../core';
import { useElementSize } from '../../hooks/useElementSize';
import { useGrid } from '../../hooks/useGrid';
import { useTiles } from '../../hooks/useTiles';
import { FloatingSelf } from './FloatingSelf';
import { InviteCard } from './InviteCard';
import { Pager } from './Pager';
import { Tile } from './Tile';

interface StageProps {
  readonly call: CallSnapshot;
  readonly media: LocalMediaSnapshot;
}

/** Everybody, in tiles. With one other person one's own picture floats; otherwise it is a tile like the rest. */
export function Stage({ call, media }: StageProps) {
  const { t } = useTranslation();
  const { self, tiles } = useTiles(call, media);
  const floating = tiles.length === 1;
  const shown = floating ? tiles : [...tiles, self];
  const [ref, box] = useElementSize();
  const [page, setPage] = useState(0);
  const cut = useGrid(shown.length, page, box);
  const first = cut ? Math.min(page, cut.grid.pages - 1) * cut.grid.perPage : 0;
  return (
    <div className="stage" data-alone={tiles.length === 0}>
      <div className="stage-box" ref={ref}>
        <ul className="tiles" aria-label={t('call.stage')}>
          {cut?.places.map((place, at) => {
            const tile = shown[first + at];
            return tile && <Tile key={tile.key} tile={tile} place={place} />;
          })}
        </ul>
        {floating && <FloatingSelf tile={self} />}
        {tiles.length === 0 && <InviteCard />}
      </div>
      {cut && cut.grid.pages > 1 && (
        <Pager page={Math.min(page, cut.grid.pages - 1)} pages={cut.grid.pages} onPage={setPage} />
      )}
    </div>
  );
}
