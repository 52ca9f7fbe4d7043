import { useEffect, useState, useSyncExternalStore } from 'react';
import { MARK_INTERVAL_MS, SpeechMark } from '../app/levels';
import type { TileModel } from '../app/tiles';
import { useCallView } from './useCallView';
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

/** Whether a microphone of one's own hears speech. Renders again only when that changes. */
function useOwnSpeech(track: MediaStreamTrack | undefined): boolean {
  const { levels } = useServices();
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => {
    if (!track) return undefined;
    const mark = new SpeechMark();
    const note = (level: number): void => {
      if (mark.note(level)) setSpeaking(mark.speaking);
    };
    const stop = levels.watch(track, note, MARK_INTERVAL_MS);
    return () => {
      stop();
      setSpeaking(false);
    };
  }, [levels, track]);
  return speaking;
}

/**
 * Whether somebody is speaking. Of others the call knows it by what their packets say; only one's own voice has to be
 * listened to.
 */
export function useSpeaking({ self, kind, who, audio, microphone }: TileModel): boolean {
  const speakers = useCallView().session.call.speaking();
  const own = useOwnSpeech(self && microphone ? audio : undefined);
  const other = useSyncExternalStore(speakers.subscribe, () => speakers.getSnapshot().has(who.id));
  return self ? own : kind === 'person' && microphone && other;
}

const SILENCE_MS = 5000;
const HEARD = 0.12;

/** `quiet` turns into `silent` when nothing was heard for five seconds; what was `heard` once stays so. */
export type Hearing = 'quiet' | 'heard' | 'silent';

/** Whether anything comes from a microphone at all. */
export function useHearing(track: MediaStreamTrack | null): Hearing {
  const { levels } = useServices();
  const [hearing, setHearing] = useState<Hearing>('quiet');
  useEffect(() => {
    if (!track) return undefined;
    const since = performance.now();
    const stop = levels.watch(track, (level) => {
      const late = performance.now() - since > SILENCE_MS;
      setHearing((before) => (before === 'heard' || level > HEARD ? 'heard' : late ? 'silent' : 'quiet'));
    });
    return () => {
      stop();
      setHearing('quiet');
    };
  }, [levels, track]);
  return hearing;
}
