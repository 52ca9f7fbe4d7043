import { useTranslation } from 'react-i18next';
import type { Playback } from '../../app/playback';
import { useObservable } from '../../hooks/useObservable';
import { Icon } from '../ui/Icon';

/** Sound may only start from a touch in some browsers: one is enough for all. */
export function TapToHear({ playback }: { readonly playback: Playback }) {
  const { t } = useTranslation();
  const { blocked } = useObservable(playback);
  if (!blocked) return null;
  return (
    <button type="button" className="tap-to-hear" onClick={playback.resume}>
      <Icon name="speaker" />
      <span>
        <strong>{t('call.tap_to_hear')}</strong> {t('call.tap_to_hear_why')}
      </span>
    </button>
  );
}
