import { useTranslation } from 'react-i18next';
import type { Session } from '../../app/session';
import { useConnectionText } from '../../hooks/useConnectionText';
import { useObservable } from '../../hooks/useObservable';
import { useRoomName } from '../../hooks/useRoomName';
import { Button } from '../ui/Button';
import { MessagePage } from '../ui/MessagePage';

/** The page was loaded again in the middle of a call, and takes its place again by itself. Most see it for less than a second. */
export function ReturningScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const call = useObservable(session.call);
  const room = useRoomName(session.room);
  const troubled = call.connection === 'reconnecting' || call.connection === 'offline';
  const trouble = useConnectionText(call, true);
  return (
    <MessagePage
      title={t('returning.title')}
      icon="again"
      heading={t('returning.heading')}
      actions={<Button onClick={() => session.call.leave()}>{t('returning.cancel')}</Button>}
    >
      <p className="message-room">{room}</p>
      <p>{t('returning.body')}</p>
      {troubled && <p className="message-note">{trouble}</p>}
    </MessagePage>
  );
}
