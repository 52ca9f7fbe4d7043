import { useTranslation } from 'react-i18next';
import type { CallSnapshot, RoomSnapshot, SourceState, Standing } from '../core';

/** Somebody in the room, oneself included, as lists show them. */
export interface Person extends Standing {
  readonly id: string;
  readonly name: string;
  /** What the initials are made of: the name without a word about whose it is. */
  readonly label: string;
  readonly self: boolean;
  readonly state: SourceState;
  readonly away: boolean;
}

const GUEST: Standing = { role: 'guest', hand: 0 };

/** Everybody in the room: oneself first, the others in the order they came. */
export function usePeople(call: CallSnapshot, room: RoomSnapshot): readonly Person[] {
  const { t } = useTranslation();
  const self: Person = {
    id: room.selfId,
    name: call.label === '' ? t('call.you') : t('call.you_named', { name: call.label }),
    label: call.label || t('app.guest'),
    self: true,
    state: call.state,
    away: false,
    role: room.role,
    hand: room.standings.get(room.selfId)?.hand ?? 0,
  };
  const others = call.participants.map(({ id, label, state, away }): Person => ({
    id,
    name: label || t('app.guest'),
    label: label || t('app.guest'),
    self: false,
    state,
    away,
    ...(room.standings.get(id) ?? GUEST),
  }));
  return [self, ...others];
}
