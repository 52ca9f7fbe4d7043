import { useTranslation } from 'react-i18next';
import { isRandomName, shortName } from '../app/rooms';

/** A room's name as people read it: a random one only in part. */
export function useRoomName(room: string): string {
  const { t } = useTranslation();
  return isRandomName(room) ? t('lobby.room_private', { room: shortName(room) }) : room;
}
