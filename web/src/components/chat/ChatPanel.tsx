import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useManners } from '../../hooks/useManners';
import { Panel } from '../call/Panel';
import { Composer } from './Composer';
import { MessageList } from './MessageList';

/** What is written in the room, and where to write. */
export function ChatPanel() {
  const { t } = useTranslation();
  const { manners, room } = useManners();
  const { chat: policy } = room.settings;
  const mayWrite = policy === 'everyone' || (policy === 'hosts' && room.role === 'host');
  useEffect(() => {
    manners.setReading(true);
    return () => manners.setReading(false);
  }, [manners]);
  return (
    <Panel name="chat" heading={t('chat.heading')}>
      <div className="chat">
        <MessageList chat={room.chat} manners={manners} />
        {mayWrite ? (
          <Composer manners={manners} />
        ) : (
          <p className="chat-closed">{t(policy === 'off' ? 'chat.off' : 'chat.hosts_only')}</p>
        )}
      </div>
    </Panel>
  );
}
