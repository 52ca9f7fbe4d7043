import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openPicture, pictureKind, showVideoPicture } from '../app/picture';
import { useAnnounce } from './useAnnouncer';

export interface PictureWindow {
  readonly supported: boolean;
  /** The small window to draw in, while it is open. */
  readonly window: Window | undefined;
  /** Opens it, or closes it; needs a click or a key. */
  readonly toggle: () => void;
}

/** A small window above all others with the call in it: drawn by us where the browser allows it, else one person's video. */
export function usePicture(): PictureWindow {
  const [small, setSmall] = useState<Window>();
  const kind = pictureKind(window);
  const say = useAnnounce();
  const { t } = useTranslation();
  useEffect(() => () => small?.close(), [small]);
  const open = async (): Promise<void> => {
    const before = document.activeElement;
    const closed = (): void => {
      setSmall(undefined);
      say(t('picture.closed'));
      window.focus();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
    if (kind === 'video') await showVideoPicture(document, closed);
    else setSmall(await openPicture(window, closed));
    say(t('picture.say'));
  };
  return {
    supported: kind !== undefined,
    window: small,
    toggle: () => {
      if (small) small.close();
      // Refused without a touch of the page, or while another one is open: it then stays as it is.
      else void open().catch(() => undefined);
    },
  };
}
