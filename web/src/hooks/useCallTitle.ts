import { useTranslation } from 'react-i18next';
import type { LocalMediaSnapshot } from '../core';
import { useDocumentTitle } from './useDocumentTitle';
import { useRoomName } from './useRoomName';

/** Shows in the tab's title what is sent, so that it can be told from another tab. */
export function useCallTitle(room: string, media: LocalMediaSnapshot): void {
  const { t } = useTranslation();
  const name = useRoomName(room);
  const microphone = t(`call.title.microphone.${media.microphone.track ? 'on' : 'off'}`);
  const camera = t(`call.title.camera.${media.camera.track ? 'on' : 'off'}`);
  useDocumentTitle(t('call.title.state', { microphone, camera, room: name }));
}
