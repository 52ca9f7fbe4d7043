import { useEffect } from 'react';
import type { Session } from '../app/session';

/** When the page is looked at again: what another app took away meanwhile is asked for again, and sound that was stopped goes on. */
export function useReturn({ media, playback }: Session): void {
  useEffect(() => {
    const back = (): void => {
      if (document.visibilityState !== 'visible') return;
      void media.renew();
      playback.resume();
    };
    document.addEventListener('visibilitychange', back);
    return () => document.removeEventListener('visibilitychange', back);
  }, [media, playback]);
}
