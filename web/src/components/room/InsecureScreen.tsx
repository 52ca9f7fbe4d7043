import { useTranslation } from 'react-i18next';
import type { Environment } from '../../app/environment';
import { useSecureAddress } from '../../hooks/useSecureAddress';
import { Button } from '../ui/Button';
import { ButtonLink } from '../ui/ButtonLink';
import { CopyButton } from '../ui/CopyButton';
import { MessagePage } from '../ui/MessagePage';

interface InsecureScreenProps {
  readonly environment: Extract<Environment, { kind: 'insecure' }>;
  readonly onListen: (() => void) | undefined;
}

/** The page was opened over plain HTTP: names the address that works. */
export function InsecureScreen({ environment, onListen }: InsecureScreenProps) {
  const { t } = useTranslation();
  const { origin, canListen } = environment;
  const address = useSecureAddress(environment.address);
  return (
    <MessagePage
      title={t('insecure.title')}
      icon="lock"
      heading={t('insecure.heading')}
      actions={
        <>
          <ButtonLink look="primary" icon="arrow" href={address}>
            {t('insecure.go')}
          </ButtonLink>
          <CopyButton text={address} label={t('insecure.copy')} />
          {canListen && (
            <Button look="quiet" onClick={onListen}>
              {t('insecure.listen')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('insecure.body', { origin })}</p>
      <p className="message-address">{address}</p>
      <p className="message-note">{t('insecure.warning')}</p>
    </MessagePage>
  );
}
