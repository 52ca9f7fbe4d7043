import { useEffect, useState } from 'react';
import { isSpeech } from '../app/levels';
import type { LocalMediaController } from '../core';
import { useObservable } from './useObservable';
import { useServices } from './useServices';

/** Speech shorter than this is a cough, in measurements. */
const ENOUGH = 4;
/** How long the hint stays after the last word, in milliseconds. */
const LINGER_MS = 4000;

/** Whether somebody talks while the microphone is off. Listened to on this computer only, and not at all where it is switched off. */
export function useMutedHint(controller: LocalMediaController): boolean {
  const { levels, preferences } = useServices();
  const { mutedHint } = useObservable(preferences);
  const { microphone } = useObservable(controller);
  const [talking, setTalking] = useState(false);
  const listening = mutedHint && !microphone.wanted;
  useEffect(() => {
    const track = listening ? controller.listen() : null;
    if (!track) return undefined;
    let loud = 0;
    let speaking = false;
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const stop = levels.watch(track, (level) => {
      speaking = isSpeech(level, speaking);
      loud = speaking ? loud + 1 : 0;
      if (loud < ENOUGH) return;
      setTalking(true);
      clearTimeout(quiet);
      quiet = setTimeout(() => setTalking(false), LINGER_MS);
    });
    return () => {
      stop();
      track.stop();
      clearTimeout(quiet);
      setTalking(false);
    };
  }, [controller, levels, listening]);
  return talking;
}
