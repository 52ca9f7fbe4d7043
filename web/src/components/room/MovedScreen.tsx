import { useTranslation } from 'react-i18next';
import type { Session } from '../../app/session';
import { useObservable } from '../../hooks/useObservable';
import { useRoomName } from '../../hooks/useRoomName';
import { Button } from '../ui/Button';
import { ButtonLink } from '../ui/ButtonLink';
import { MessagePage } from '../ui/MessagePage';

/** The same place is open in another tab now: one person, one picture. */
export function MovedScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const room = useRoomName(session.room);
  const joining = useObservable(session.call).phase === 'joining';
  return (
    <MessagePage
      title={t('moved.title')}
      icon="picture"
      heading={t('moved.heading')}
      actions={
        <>
          <Button look="primary" icon="again" onClick={session.rejoin} aria-disabled={joining}>
            {t(joining ? 'lobby.joining' : 'moved.back')}
          </Button>
          <ButtonLink href="/">{t('failed.home')}</ButtonLink>
        </>
      }
    >
      <p className="message-room">{room}</p>
      <p>{t('moved.body')}</p>
    </MessagePage>
  );
}
