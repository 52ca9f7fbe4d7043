import { useEffect } from 'react';

/** Keeps the screen from going dark while the component is shown. The browser lets go when the tab is hidden; asked again when it is back. */
export function useWakeLock(): void {
  useEffect(() => {
    let held: WakeLockSentinel | undefined;
    let over = false;
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      try {
        // Absent in some browsers, and refused on a low battery: then the screen does as it always did.
        held = await navigator.wakeLock.request('screen');
        if (over) await held.release();
      } catch {
        held = undefined;
      }
    };
    const again = (): void => void ask();
    document.addEventListener('visibilitychange', again);
    void ask();
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', again);
      held?.release().catch(() => undefined);
    };
  }, []);
}
