import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newRoomName, roomPath } from '../../core';
import type { Session } from '../../app/session';
import { useCountdown } from '../../hooks/useCountdown';
import { useGlance } from '../../hooks/useGlance';
import { useObservable } from '../../hooks/useObservable';
import { usePlaceWatch } from '../../hooks/usePlaceWatch';
import { useRoomName } from '../../hooks/useRoomName';
import { Button } from '../ui/Button';
import { ButtonLink } from '../ui/ButtonLink';
import { MessagePage } from '../ui/MessagePage';

const RETRY_SECONDS = 10;

/** Refused for want of a place; tried again by hand and on its own. */
export function FullScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const { limit, phase } = useObservable(session.call);
  const glance = useGlance(session.outside);
  const room = useRoomName(session.room);
  const [other] = useState(() => roomPath(newRoomName()));
  const watch = usePlaceWatch(session);
  const trying = phase === 'joining';
  const free = glance !== null && glance.count > 0 && glance.count < glance.limit;
  const left = useCountdown(RETRY_SECONDS, !trying, () => session.call.retry());
  useEffect(() => {
    if (free && phase === 'full') session.call.retry();
  }, [free, phase, session.call]);
  return (
    <MessagePage
      title={t(watch.on ? 'full.watching_title' : 'full.title')}
      icon="people"
      heading={t('full.heading')}
      actions={
        <>
          <Button look="primary" icon="again" onClick={() => session.call.retry()} aria-disabled={trying}>
            {t('full.retry')}
          </Button>
          <Button icon={watch.on ? 'check' : 'bell'} onClick={watch.toggle} aria-pressed={watch.on}>
            {t('full.watch')}
          </Button>
          <ButtonLink href={other} icon="plus">
            {t('full.new')}
          </ButtonLink>
        </>
      }
    >
      <p className="message-room">{room}</p>
      <p>{limit > 0 ? t('full.body', { count: limit }) : t('full.body_unknown')}</p>
      {glance && glance.count > 0 && <p>{t('full.count', { count: glance.count, limit: glance.limit })}</p>}
      <p>{t(watch.on ? 'full.watching' : 'full.auto')}</p>
      <p className="message-note">{trying ? t('full.trying') : t('full.auto_in', { count: left })}</p>
    </MessagePage>
  );
}
