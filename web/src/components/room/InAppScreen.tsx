import { useTranslation } from 'react-i18next';
import type { Environment } from '../../app/environment';
import { useRoomLink } from '../../hooks/useRoomLink';
import { Button } from '../ui/Button';
import { ButtonLink } from '../ui/ButtonLink';
import { CopyButton } from '../ui/CopyButton';
import { MessagePage } from '../ui/MessagePage';

interface InAppScreenProps {
  readonly environment: Extract<Environment, { kind: 'in_app' }>;
  readonly onListen: (() => void) | undefined;
}

/** Another app's built-in browser shows the page and has no camera or no calls: leads out of it. */
export function InAppScreen({ environment, onListen }: InAppScreenProps) {
  const { t } = useTranslation();
  const { app, openLink, canListen } = environment;
  const link = useRoomLink();
  return (
    <MessagePage
      title={t('unsupported.in_app_heading')}
      icon="arrow"
      heading={t('unsupported.in_app_heading')}
      actions={
        <>
          {openLink !== undefined && (
            <ButtonLink look="primary" icon="arrow" href={openLink}>
              {t('unsupported.open')}
            </ButtonLink>
          )}
          <CopyButton
            look={openLink === undefined ? 'primary' : 'secondary'}
            text={link}
            label={t('unsupported.copy')}
          />
          {canListen && (
            <Button look="quiet" onClick={onListen}>
              {t('unsupported.listen')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('unsupported.in_app', { app: t(`unsupported.app.${app}`) })}</p>
      <p className="message-address">{link}</p>
    </MessagePage>
  );
}
