import { useState } from 'react';
import type { LocalMediaController } from '../core';

/** The microphone is on while the key is held, unless it was on before. */
export function usePushToTalk(controller: LocalMediaController): {
  talking: boolean;
  talk: (held: boolean) => void;
} {
  const [talking, setTalking] = useState(false);
  const talk = (held: boolean): void => {
    if (held === talking || (held && controller.getSnapshot().microphone.wanted)) return;
    setTalking(held);
    void controller.setOn('microphone', held);
  };
  return { talking, talk };
}
