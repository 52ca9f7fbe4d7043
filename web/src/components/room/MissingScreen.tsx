import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../ui/ButtonLink';
import { MessagePage } from '../ui/MessagePage';

export function MissingScreen() {
  const { t } = useTranslation();
  return (
    <MessagePage
      title={t('missing.title')}
      icon="help"
      heading={t('missing.heading')}
      actions={
        <ButtonLink look="primary" href="/">
          {t('missing.home')}
        </ButtonLink>
      }
    >
      {null}
    </MessagePage>
  );
}
