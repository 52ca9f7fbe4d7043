import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordedScene, Recorder } from '../app/recording';
import { canRecord } from '../app/recording/kept';
import type { Session } from '../app/session';
import { otherTiles, selfTile } from '../app/tiles';
import { useAnnounce } from './useAnnouncer';

export interface Recording {
  readonly supported: boolean;
  readonly phase: 'off' | 'starting' | 'on' | 'failed';
  readonly start: () => void;
  /** Ends it, and gives the file to the browser's downloads. */
  readonly stop: () => void;
}

/** Recording the call on this computer; everybody is told through the state of the one who records. */
export function useRecording(session: Session): Recording {
  const [phase, setPhase] = useState<Recording['phase']>('off');
  const recorder = useRef<Recorder>(undefined);
  const say = useAnnounce();
  const { t } = useTranslation();
  const words = { guest: t('app.guest'), you: t('call.you') };
  const finish = async (next: 'off' | 'failed'): Promise<void> => {
    const ending = recorder.current;
    recorder.current = undefined;
    session.call.setRecording(false);
    setPhase(next);
    if (!ending) return;
    await ending.stop();
    const { saveRecording } = await import('../app/recording');
    await saveRecording(ending.name);
  };
  const fail = (): void => {
    say(t('record.failed'));
    void finish('failed');
  };
  const begin = async (): Promise<void> => {
    setPhase('starting');
    // Told before the first picture is taken.
    session.call.setRecording(true);
    try {
      const { startRecording } = await import('../app/recording');
      recorder.current = await startRecording({
        room: session.room,
        scene: () => sceneOf(session, words),
        onFailed: fail,
      });
      setPhase('on');
      say(t('record.say.on'));
    } catch {
      fail();
    }
  };
  const stop = (): void => {
    say(t('record.say.off'));
    void finish('off');
  };
  const leave = useEffectEvent(() => void finish('off'));
  useEffect(() => () => leave(), []);
  return {
    supported: canRecord(window),
    phase,
    start: () => void begin(),
    stop,
  };
}

/** Everybody's picture and sound at this moment. */
function sceneOf(session: Session, { guest, you }: { guest: string; you: string }): RecordedScene {
  const { participants, label, selfId } = session.call.getSnapshot();
  const media = session.media.getSnapshot();
  const own = selfTile(media, label || you, { id: selfId, label: label || guest });
  const tiles = [...otherTiles({ participants }, guest), own];
  const sounds = participants.flatMap(({ tracks, state }) => [
    tracks.audio,
    state.screen ? tracks.screenAudio : undefined,
  ]);
  return {
    tiles,
    featured: tiles.find(({ kind }) => kind === 'screen')?.key,
    sounds: [...sounds, media.microphone.track].filter((track) => track !== null && track !== undefined),
  };
}
