import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCallView } from '../../hooks/useCallView';
import { useElementSize } from '../../hooks/useElementSize';
import { PAGER_HEIGHT, useStage } from '../../hooks/useStage';
import { useTiles } from '../../hooks/useTiles';
import { FloatingSelf } from './FloatingSelf';
import { InviteCard } from './InviteCard';
import { Pager } from './Pager';
import { ScreenChooser } from './ScreenChooser';
import { Tile } from './Tile';

/** Everybody, in tiles. With one other person one's own picture floats; otherwise it is a tile like the rest. */
export function Stage() {
  const { t } = useTranslation();
  const { call, local, stage } = useCallView();
  const { self, tiles } = useTiles(call, local.media);
  const floats = stage.selfView === 'floating' ? tiles.length > 0 : tiles.length === 1;
  const hidden = stage.selfView === 'hidden';
  const shown = hidden || floats ? tiles : [...tiles, self];
  const [ref, box] = useElementSize();
  const [page, setPage] = useState(0);
  const plan = useStage({ tiles: shown, speaker: call.activeSpeaker, view: stage, page, box });
  const paged = plan !== undefined && plan.pages > 1;
  const below = paged ? PAGER_HEIGHT : 0;
  return (
    <div className="stage" data-alone={tiles.length === 0}>
      {plan && (
        <ScreenChooser screens={plan.screens} featured={plan.featured} onChoose={stage.chooseScreen} />
      )}
      <div className="stage-room" ref={ref}>
        <div className="stage-box">
          <ul className="tiles" aria-label={t('call.stage')}>
            {plan?.places.map((place) => {
              const tile = shown.find(({ key }) => key === place.key);
              return tile && <Tile key={tile.key} tile={tile} place={place} pinnable={shown.length > 1} />;
            })}
          </ul>
          {floats && !hidden && box && (
            <FloatingSelf tile={self} box={{ ...box, height: box.height - below }} />
          )}
          {tiles.length === 0 && <InviteCard />}
        </div>
        {paged && <Pager page={plan.page} pages={plan.pages} onPage={setPage} />}
      </div>
    </div>
  );
}
