import { useEffect, useState } from 'react';
import { isSpeaking } from '../app/levels';
import { useServices } from './useServices';

/** How loud a track is right now, from 0 to 1. */
export function useLevel(track: MediaStreamTrack | null | undefined): number {
  const { levels } = useServices();
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (!track) return undefined;
    const stop = levels.watch(track, setLevel);
    return () => {
      stop();
      setLevel(0);
    };
  }, [levels, track]);
  return level;
}

/** Whether somebody is speaking. Renders again only when that changes. */
export function useSpeaking(track: MediaStreamTrack | null | undefined, listening: boolean): boolean {
  const { levels } = useServices();
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => {
    if (!track || !listening) return undefined;
    const stop = levels.watch(track, (level) => setSpeaking((before) => isSpeaking(level, before)));
    return () => {
      stop();
      setSpeaking(false);
    };
  }, [levels, track, listening]);
  return speaking;
}

const SILENCE_MS = 5000;
const HEARD = 0.12;

/** Whether nothing was heard for five seconds from a microphone that is on. */
export function useSilence(track: MediaStreamTrack | null): boolean {
  const { levels } = useServices();
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    if (!track) return undefined;
    let heard = performance.now();
    const stop = levels.watch(track, (level) => {
      const now = performance.now();
      if (level > HEARD) heard = now;
      setSilent(now - heard > SILENCE_MS);
    });
    return () => {
      stop();
      setSilent(false);
    };
  }, [levels, track]);
  return silent;
}
