import { useAnnouncerWords } from '../../hooks/useAnnouncer';
import { useObservable } from '../../hooks/useObservable';
import { useServices } from '../../hooks/useServices';

/** The page's one polite voice. */
export function LiveRegion() {
  useAnnouncerWords();
  const text = useObservable(useServices().announcer);
  return (
    <div className="unseen" role="status" aria-live="polite">
      {text}
    </div>
  );
}
