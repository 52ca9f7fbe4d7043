import { memo, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatMessage, ChatSnapshot, RoomController } from '../../core';
import { useLanguage } from '../../hooks/useLanguage';
import { MessageText } from './MessageText';
import { PendingItem } from './PendingItem';

interface MessageListProps {
  readonly chat: ChatSnapshot;
  readonly manners: RoomController;
}

/** Nearer to the end than this counts as reading the end, in pixels. */
const AT_THE_END = 60;

/** Everything written, the newest at the end. Stays at the end while one reads there, and where one reads otherwise. */
export function MessageList({ chat, manners }: MessageListProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const { messages, pending, held } = chat;
  useLayoutEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [messages, pending]);
  const noteScroll = (): void => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    atEnd.current = scrollHeight - scrollTop - clientHeight < AT_THE_END;
  };
  if (messages.length === 0 && pending.length === 0)
    return <p className="chat-messages chat-empty">{t('chat.empty')}</p>;
  return (
    <div
      className="chat-messages"
      ref={box}
      onScroll={noteScroll}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      role="group"
      aria-label={t('chat.messages')}
    >
      <ol className="chat-list">
        {messages.map((message, at) => (
          <MessageItem key={message.key} message={message} first={messages[at - 1]?.from !== message.from} />
        ))}
        {pending.map((message) => (
          <PendingItem key={message.key} message={message} held={held} manners={manners} />
        ))}
      </ol>
    </div>
  );
}

let times: { readonly language: string; readonly format: Intl.DateTimeFormat } | undefined;

/** Making one costs more than a message does; all share it. */
function timesIn(language: string): Intl.DateTimeFormat {
  if (times?.language !== language)
    times = { language, format: new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }) };
  return times.format;
}

interface MessageItemProps {
  readonly message: ChatMessage;
  /** The first one in a row of the same writer. */
  readonly first: boolean;
}

/** Drawn once: what was written does not change, and there may be a thousand. */
const MessageItem = memo(function MessageItem({ message, first }: MessageItemProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const at = new Date(message.at);
  const time = timesIn(language).format(at);
  const name = message.own ? t('call.you') : message.label || t('app.guest');
  return (
    <li className="chat-message" data-own={message.own} data-first={first}>
      <p className="chat-from">
        <bdi className={first ? undefined : 'unseen'}>{name}</bdi>
        <time dateTime={at.toISOString()}>{time}</time>
      </p>
      <MessageText text={message.text} />
    </li>
  );
});
