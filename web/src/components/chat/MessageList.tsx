import { memo, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CHUNK, type ChatMessage, type ChatSnapshot, type RoomController } from '../../core';
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
  const empty = messages.length === 0 && pending.length === 0;
  return (
    <div
      className={empty ? 'chat-messages chat-empty' : 'chat-messages'}
      ref={box}
      onScroll={noteScroll}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      role="group"
      aria-label={t('chat.messages')}
    >
      {empty ? (
        <p>{t('chat.empty')}</p>
      ) : (
        <div className="chat-list" role="list">
          {chunksOf(messages).map((chunk) => (
            <MessageChunk key={chunk.messages[0]?.key} {...chunk} />
          ))}
          {pending.map((message) => (
            <PendingItem key={message.key} message={message} held={held} manners={manners} />
          ))}
        </div>
      )}
    </div>
  );
}

interface ChunkProps {
  readonly messages: readonly ChatMessage[];
  /** Who wrote what stands before; undefined at the very beginning. */
  readonly before: string | undefined;
}

function chunksOf(messages: readonly ChatMessage[]): ChunkProps[] {
  return Array.from({ length: Math.ceil(messages.length / CHUNK) }, (_, at) => ({
    messages: messages.slice(at * CHUNK, (at + 1) * CHUNK),
    before: messages[at * CHUNK - 1]?.from,
  }));
}

/** Messages are never changed and only come at the end: what begins alike and is as long is the same. */
const sameChunk = (one: ChunkProps, other: ChunkProps): boolean =>
  one.messages[0] === other.messages[0] &&
  one.messages.length === other.messages.length &&
  one.before === other.before;

/** A thousand messages in one list are looked at and laid out anew for each that comes; of chunks only the last one. */
const MessageChunk = memo(function MessageChunk({ messages, before }: ChunkProps) {
  return (
    <div className="chat-chunk" role="presentation">
      {messages.map((message, at) => (
        <MessageItem
          key={message.key}
          message={message}
          first={(at === 0 ? before : messages[at - 1]?.from) !== message.from}
        />
      ))}
    </div>
  );
}, sameChunk);

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
    <div className="chat-message" role="listitem" data-own={message.own} data-first={first}>
      <p className="chat-from">
        <bdi className={first ? undefined : 'unseen'}>{name}</bdi>
        <time dateTime={at.toISOString()}>{time}</time>
      </p>
      <MessageText text={message.text} />
    </div>
  );
});
