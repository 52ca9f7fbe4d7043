import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newRoomName, roomPath } from '../../core';
import type { Session } from '../../app/session';
import { useCountdown } from '../../hooks/useCountdown';
import { useObservable } from '../../hooks/useObservable';
import { useRoomName } from '../../hooks/useRoomName';
import { Button } from '../ui/Button';
import { ButtonLink } from '../ui/ButtonLink';
import { MessagePage } from '../ui/MessagePage';

const RETRY_SECONDS = 10;

/** Refused for want of a place; tried again by hand and on its own. */
export function FullScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const { limit, phase } = useObservable(session.call);
  const room = useRoomName(session.room);
  const [other] = useState(() => roomPath(newRoomName()));
  const trying = phase === 'joining';
  const left = useCountdown(RETRY_SECONDS, !trying, () => session.call.retry());
  return (
    <MessagePage
      title={t('full.title')}
      icon="people"
      heading={t('full.heading')}
      actions={
        <>
          <Button look="primary" icon="again" onClick={() => session.call.retry()} aria-disabled={trying}>
            {t('full.retry')}
          </Button>
          <ButtonLink href={other}>{t('full.new')}</ButtonLink>
        </>
      }
    >
      <p className="message-room">{room}</p>
      <p>{limit > 0 ? t('full.body', { count: limit }) : t('full.body_unknown')}</p>
      <p>{t('full.auto')}</p>
      <p className="message-note">{trying ? t('full.trying') : t('full.auto_in', { count: left })}</p>
    </MessagePage>
  );
}
