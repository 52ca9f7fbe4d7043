import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf, type Refusal } from '../../app/refusal';
import type { Session } from '../../app/session';
import { newRoomName, roomPath } from '../../core';
import { useObservable } from '../../hooks/useObservable';
import { useRoomName } from '../../hooks/useRoomName';
import { useServices } from '../../hooks/useServices';
import { Button } from '../ui/Button';
import { ButtonLink } from '../ui/ButtonLink';
import type { IconName } from '../ui/Icon';
import { MessagePage } from '../ui/MessagePage';

const ICONS: Readonly<Record<Refusal, IconName>> = {
  removed: 'remove',
  denied: 'door',
  timeout: 'door',
  closed: 'door',
  locked: 'lock',
  not_open: 'key',
  invite: 'link',
  too_fast: 'door',
  queue: 'people',
};

/** Kept out by the people of the room or by its rules: says which, and leads on. */
export function RefusedScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const { invites } = useServices();
  const call = useObservable(session.call);
  const room = useRoomName(session.room);
  const [other] = useState(() => roomPath(newRoomName()));
  const trying = call.phase === 'joining';
  const [why, setWhy] = useState(() => refusalOf(call));
  // While it is tried again, what was said last stays.
  if (!trying && refusalOf(call) !== why) setWhy(refusalOf(call));
  const again = (): void => {
    if (why === 'invite') invites.forget();
    session.enter(call.label);
  };
  return (
    <MessagePage
      title={t(`refused.${why}.title`)}
      icon={ICONS[why]}
      heading={t(`refused.${why}.heading`)}
      actions={
        <>
          {why !== 'removed' && (
            <Button look="primary" icon="again" onClick={again} aria-disabled={trying}>
              {trying ? t('full.trying') : t(`refused.again.${why}`)}
            </Button>
          )}
          <ButtonLink look={why === 'removed' ? 'primary' : 'secondary'} href={other} icon="plus">
            {t('left.new')}
          </ButtonLink>
          <ButtonLink look="quiet" href="/">
            {t('failed.home')}
          </ButtonLink>
        </>
      }
    >
      <p className="message-room">{room}</p>
      <p>{t(`refused.${why}.body`)}</p>
    </MessagePage>
  );
}
