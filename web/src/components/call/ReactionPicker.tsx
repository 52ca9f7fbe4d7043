import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PICTURES } from '../../app/reactions';
import { REACTIONS } from '../../core';
import { useManners } from '../../hooks/useManners';
import { Button } from '../ui/Button';

interface ReactionPickerProps {
  readonly raised: boolean;
  readonly onHand: () => void;
}

/** The reactions to choose from; it stays open, for one clap is rarely enough. */
export function ReactionPicker({ raised, onHand }: ReactionPickerProps) {
  const { t } = useTranslation();
  const { manners, room } = useManners();
  // Whoever comes back later does not want to know any more.
  useEffect(() => manners.dismissRefused, [manners]);
  return (
    <div className="reaction-picker">
      <div className="reaction-choices" role="group" aria-label={t('react.heading')}>
        {REACTIONS.map((reaction) => (
          <button
            key={reaction}
            type="button"
            className="reaction-choice"
            aria-label={t(`react.name.${reaction}`)}
            title={t(`react.name.${reaction}`)}
            onClick={() => manners.react(reaction)}
          >
            {PICTURES[reaction]}
          </button>
        ))}
      </div>
      <p className="field-problem" role="alert">
        {room.refused?.sign === 'reaction' && t('react.refused')}
      </p>
      <Button icon="hand" className="reaction-hand" aria-pressed={raised} onClick={onHand}>
        {t('hand.name')}
      </Button>
    </div>
  );
}
