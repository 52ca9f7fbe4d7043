import { useEffect, useState } from 'react';
import type { Session } from '../app/session';
import { playTestSound } from '../app/speaker-test';

/** For who waits for a place and looks elsewhere meanwhile: a sound at the moment there is one. */
export function usePlaceWatch(session: Session): { on: boolean; toggle: () => void } {
  const [on, setOn] = useState(false);
  useEffect(() => {
    if (!on) return undefined;
    let told = false;
    return session.call.subscribe(() => {
      if (told || session.call.getSnapshot().phase !== 'joined') return;
      told = true;
      void playTestSound(session.media.getSnapshot().speakerId);
    });
  }, [on, session]);
  return { on, toggle: () => setOn(!on) };
}
