import { useState } from 'react';
import type { RoomController } from '../core';

/** What is typed and not sent, for as long as the room is open in this page: closing the panel loses none of it. */
const drafts = new WeakMap<RoomController, string>();

export function useDraft(room: RoomController): [text: string, set: (text: string) => void] {
  const [text, setText] = useState(() => drafts.get(room) ?? '');
  const set = (next: string): void => {
    drafts.set(room, next);
    setText(next);
  };
  return [text, set];
}
