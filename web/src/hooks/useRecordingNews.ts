import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Playback } from '../app/playback';
import { playTestSound } from '../app/speaker-test';
import { useAnnounce } from './useAnnouncer';

/** Says, and lets hear, that somebody begins to record; also to whoever comes while it goes on. */
export function useRecordingNews(names: readonly string[], playback: Playback): void {
  const say = useAnnounce();
  const { t } = useTranslation();
  const told = useRef('');
  const now = names.join(', ');
  useEffect(() => {
    if (now === told.current) return;
    told.current = now;
    if (now === '') {
      say(t('record.say.over'));
      return;
    }
    say(t('record.by', { names: now }));
    void playTestSound(playback.speakerId);
  }, [now, playback, say, t]);
}
