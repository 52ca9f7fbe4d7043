import { useTranslation } from 'react-i18next';
import type { Session } from '../../app/session';
import { useLocalMedia } from '../../hooks/useLocalMedia';
import { useRoomName } from '../../hooks/useRoomName';
import { Preview } from '../lobby/Preview';
import { Button } from '../ui/Button';
import { MessagePage } from '../ui/MessagePage';

/** At the door: a host decides. Nothing of the call is here yet, neither who is in it nor what they send. */
export function WaitingScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const room = useRoomName(session.room);
  const local = useLocalMedia(session.media);
  return (
    <MessagePage
      title={t('waiting.title')}
      icon="door"
      heading={t('waiting.heading')}
      actions={<Button onClick={() => session.call.leave()}>{t('waiting.cancel')}</Button>}
    >
      <p className="message-room">{room}</p>
      <p>{t('waiting.who')}</p>
      <p className="message-note">{t('waiting.note')}</p>
      <div className="waiting-preview">
        <Preview local={local} asking={false} onStart={() => undefined} />
      </div>
    </MessagePage>
  );
}
