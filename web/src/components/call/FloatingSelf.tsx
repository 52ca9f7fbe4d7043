import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TileModel } from '../../app/tiles';
import type { Size } from '../../core/layout';
import { useAnnounce } from '../../hooks/useAnnouncer';
import { useCallView } from '../../hooks/useCallView';
import { useFloating } from '../../hooks/useFloating';
import { IconButton } from '../ui/IconButton';
import { TileFace } from './TileFace';

interface FloatingSelfProps {
  readonly tile: TileModel;
  /** What it floats on. */
  readonly box: Size;
}

/** One's own picture above the others', in a corner of one's choice: dragged there, or sent by the keyboard. */
export function FloatingSelf({ tile, box }: FloatingSelfProps) {
  const { t } = useTranslation();
  const say = useAnnounce();
  const { stage } = useCallView();
  const [small, setSmall] = useState(false);
  const [tools, setTools] = useState(false);
  const { corner, drag, move } = useFloating(box, {
    onMoved: (next) => say(t('view.self.moved', { corner: t(`view.corner.${next}`) })),
    onTapped: () => setTools(!tools),
  });
  return (
    <section
      className="floating-self"
      data-corner={corner}
      data-small={small}
      data-tools={tools}
      aria-label={t('call.self_view')}
      {...drag}
    >
      <TileFace tile={tile} />
      <div className="floating-tools">
        <IconButton icon="corner" label={t('call.self_move')} {...move} />
        <IconButton
          icon={small ? 'plus' : 'minus'}
          label={t('view.self.small')}
          aria-pressed={small}
          onClick={() => setSmall(!small)}
        />
        <IconButton icon="close" label={t('view.self.hide')} onClick={() => stage.showSelf('hidden')} />
      </div>
    </section>
  );
}
