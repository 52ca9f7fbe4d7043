import { useTranslation } from 'react-i18next';
import type { CallErrorCode } from '../../core';
import type { Session } from '../../app/session';
import { useObservable } from '../../hooks/useObservable';
import { Button } from '../ui/Button';
import { ButtonLink } from '../ui/ButtonLink';
import { MessagePage } from '../ui/MessagePage';

function reason(code: CallErrorCode | undefined): 'too_many_rooms' | 'bad_request' | 'body' {
  return code === 'too_many_rooms' || code === 'bad_request' ? code : 'body';
}

/** No place, and no hope of one without doing something. */
export function FailedScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const { error, phase } = useObservable(session.call);
  const why = reason(error?.code);
  const trying = phase === 'joining';
  return (
    <MessagePage
      title={t('failed.title')}
      icon="alert"
      heading={t(why === 'body' ? 'failed.heading' : 'failed.refused_heading')}
      actions={
        <>
          <Button look="primary" icon="again" onClick={() => session.call.retry()} aria-disabled={trying}>
            {t(trying ? 'full.trying' : 'failed.retry')}
          </Button>
          <ButtonLink href="/">{t('failed.home')}</ButtonLink>
        </>
      }
    >
      <p>{t(`failed.why.${why}`)}</p>
    </MessagePage>
  );
}
