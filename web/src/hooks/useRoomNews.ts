import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatMessage, RoomSnapshot } from '../core';
import { useAnnounce } from './useAnnouncer';
import { useAskWords } from './useAskWords';
import { useCallView } from './useCallView';
import { useManners } from './useManners';
import { usePeople } from './usePeople';

/** Of a long message as much is read out as says what it is about. */
const READ_OUT = 140;

/** What was not there before. */
function fresh<Item>(now: readonly Item[], before: readonly Item[]): Item[] {
  const known = new Set(before);
  return now.filter((item) => !known.has(item));
}

/** Says what is written, who raises a hand or reacts, who waits, and what the hosts decide. */
export function useRoomNews(): void {
  const { t } = useTranslation();
  const say = useAnnounce();
  const { call } = useCallView();
  const { room } = useManners();
  const people = usePeople(call, room);
  const askWords = useAskWords();
  const last = useRef<RoomSnapshot>(undefined);

  useEffect(() => {
    const before = last.current;
    last.current = room;
    if (!before || before.selfId !== room.selfId) return;
    const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? t('app.guest');
    const others = (message: ChatMessage): boolean => !message.own;
    for (const { label, text } of fresh(room.chat.messages, before.chat.messages).filter(others))
      say({ kind: 'wrote', name: label || t('app.guest'), text: text.slice(0, READ_OUT) });
    for (const id of fresh(room.hands, before.hands))
      if (id !== room.selfId) say(t('hand.raised', { name: nameOf(id) }));
    for (const { from, reaction } of fresh(room.reactions, before.reactions))
      if (from !== room.selfId)
        say({ kind: 'reacted', name: nameOf(from), text: t(`react.name.${reaction}`) });
    for (const ask of fresh(room.asks, before.asks)) say(askWords(ask));
    if (room.waiting.length > before.waiting.length) say(t('people.waiting', { count: room.waiting.length }));
    if (room.role !== before.role) say(t(`people.you_are.${room.role}`));
    if (room.settings.locked !== before.settings.locked)
      say(t(room.settings.locked ? 'room.said.locked' : 'room.said.unlocked'));
    if (room.settings.chat !== before.settings.chat) say(t(`room.said.chat.${room.settings.chat}`));
  }, [room, people, t, say, askWords]);
}
