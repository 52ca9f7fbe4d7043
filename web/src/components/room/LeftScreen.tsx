import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../app/duration';
import type { Session } from '../../app/session';
import { newRoomName, roomPath } from '../../core';
import { useLanguage } from '../../hooks/useLanguage';
import { useObservable } from '../../hooks/useObservable';
import { useRoomName } from '../../hooks/useRoomName';
import { Button } from '../ui/Button';
import { ButtonLink } from '../ui/ButtonLink';
import { MessagePage } from '../ui/MessagePage';
import { KeptRecordings } from './KeptRecordings';

/** After the call: how long it was, and the way back. */
export function LeftScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const room = useRoomName(session.room);
  const [other] = useState(() => roomPath(newRoomName()));
  const spent = session.spent();
  const { phase, callId } = useObservable(session.call);
  const joining = phase === 'joining';
  return (
    <MessagePage
      title={t('left.title')}
      icon="leave"
      heading={t('left.heading')}
      actions={
        <>
          <Button look="primary" icon="again" onClick={session.rejoin} aria-disabled={joining}>
            {t(joining ? 'lobby.joining' : 'left.rejoin')}
          </Button>
          <ButtonLink href={other} icon="plus">
            {t('left.new')}
          </ButtonLink>
        </>
      }
    >
      <p className="message-room">{room}</p>
      <KeptRecordings />
      {spent !== undefined && <p>{t('left.duration', { duration: formatDuration(spent, language) })}</p>}
      {callId !== '' && (
        <p className="message-note">
          {t('stats.call_id')} <code>{callId}</code>
        </p>
      )}
    </MessagePage>
  );
}
