import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenShareController } from '../core';
import { useAnnounce } from './useAnnouncer';
import { useObservable } from './useObservable';

export interface Share {
  readonly supported: boolean;
  readonly on: boolean;
  readonly toggle: () => void;
}

/** One's own shared screen, and the switch for it. */
export function useShare(controller: ScreenShareController): Share {
  const { supported, track } = useObservable(controller);
  const on = track !== null;
  return {
    supported,
    on,
    toggle: () => {
      if (on) controller.stop();
      else if (supported) void controller.start();
    },
  };
}

/** Says that the own screen is shared, and that it is no longer: also when the browser's own bar ended it. */
export function useShareNews(controller: ScreenShareController): void {
  const on = useObservable(controller).track !== null;
  const say = useAnnounce();
  const { t } = useTranslation();
  const told = useRef(on);
  useEffect(() => {
    if (told.current === on) return;
    told.current = on;
    say(t(`share.say.${on ? 'on' : 'off'}`));
  }, [on, say, t]);
}
