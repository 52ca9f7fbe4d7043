import { useTranslation } from 'react-i18next';
import type { DeviceKind, LocalMediaController, LocalMediaSnapshot } from '../core';
import { useAnnounce } from './useAnnouncer';
import { useObservable } from './useObservable';
import { useServices } from './useServices';

export interface LocalMedia {
  readonly media: LocalMediaSnapshot;
  /** Switches a device, remembers it and says so. */
  readonly toggle: (kind: DeviceKind) => void;
  readonly set: (kind: DeviceKind, on: boolean) => void;
}

/** This browser's devices, and the switches for them. */
export function useLocalMedia(controller: LocalMediaController): LocalMedia {
  const media = useObservable(controller);
  const { preferences } = useServices();
  const say = useAnnounce();
  const { t } = useTranslation();
  const set = (kind: DeviceKind, on: boolean): void => {
    preferences.update(kind === 'camera' ? { cameraOn: on } : { microphoneOn: on });
    void controller.setOn(kind, on);
    say(t(`say.${kind}.${on ? 'on' : 'off'}`));
  };
  return { media, set, toggle: (kind) => set(kind, !controller.getSnapshot()[kind].wanted) };
}
