import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Announcer } from '../app/announcer';
import { useServices } from './useServices';

/** What speaks to people who listen to the page instead of looking at it. */
export function useAnnounce(): Announcer['say'] {
  return useServices().announcer.say;
}

/** Gives the announcer the words of the current language. */
export function useAnnouncerWords(): void {
  const { announcer } = useServices();
  const { t } = useTranslation();
  useEffect(() => {
    announcer.setWords({
      entered: (name) => t('say.entered', { name }),
      enteredMany: (count) => t('say.entered_many', { count }),
      left: (name) => t('say.left', { name }),
      leftMany: (count) => t('say.left_many', { count }),
      wrote: (name, text) => t('say.wrote', { name, text }),
      wroteMany: (count) => t('say.wrote_many', { count }),
      reacted: (name, text) => t('say.reacted', { name, text }),
      reactedMany: (count) => t('say.reacted_many', { count }),
    });
  }, [announcer, t]);
}
