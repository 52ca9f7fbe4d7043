import { useTranslation } from 'react-i18next';
import { useHearing, useLevel } from '../../hooks/useLevel';

const BARS = 20;

/** How loud one's own microphone is, and a word if nothing comes from it. */
export function MicrophoneMeter({ track }: { readonly track: MediaStreamTrack | null }) {
  const { t } = useTranslation();
  const level = useLevel(track);
  const hearing = useHearing(track);
  const lit = Math.round(level * BARS);
  return (
    <div className="meter">
      <div
        className="meter-bars"
        role="meter"
        aria-label={t('lobby.meter.label')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(level * 100)}
      >
        {Array.from({ length: BARS }, (_, bar) => (
          <span key={bar} className="meter-bar" data-lit={bar < lit} />
        ))}
      </div>
      <p className="meter-words">{t(`lobby.meter.${track ? hearing : 'off'}`)}</p>
    </div>
  );
}
