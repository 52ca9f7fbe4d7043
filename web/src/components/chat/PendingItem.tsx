import { useTranslation } from 'react-i18next';
import type { CallErrorCode, PendingMessage, RoomController } from '../../core';
import { Button } from '../ui/Button';
import { MessageText } from './MessageText';

interface PendingItemProps {
  readonly message: PendingMessage;
  /** It is not on its way, but waits for the connection. */
  readonly held: boolean;
  readonly manners: RoomController;
}

const WORDED = ['not_allowed', 'unreachable'] as const;

function reason(code: CallErrorCode): (typeof WORDED)[number] | 'other' {
  return WORDED.find((known) => known === code) ?? 'other';
}

/** One's own message that the server does not have yet, or does not take. */
export function PendingItem({ message, held, manners }: PendingItemProps) {
  const { t } = useTranslation();
  const { key, text, refused } = message;
  return (
    <div
      className="chat-message"
      role="listitem"
      data-own="true"
      data-pending={refused === undefined}
      data-refused={refused !== undefined}
    >
      <MessageText text={text} />
      <p className="chat-fate">
        {refused === undefined
          ? t(held ? 'chat.held' : 'chat.sending')
          : t(`chat.refused.${reason(refused)}`)}
      </p>
      {refused !== undefined && (
        <div className="chat-again">
          <Button icon="again" onClick={() => manners.rewrite(key)}>
            {t('chat.again')}
          </Button>
          <Button look="quiet" onClick={() => manners.discard(key)}>
            {t('chat.discard')}
          </Button>
        </div>
      )}
    </div>
  );
}
