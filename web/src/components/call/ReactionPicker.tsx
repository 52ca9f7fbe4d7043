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
  const { manners } = useManners();
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
      <Button icon="hand" className="reaction-hand" aria-pressed={raised} onClick={onHand}>
        {t('hand.name')}
      </Button>
    </div>
  );
}
