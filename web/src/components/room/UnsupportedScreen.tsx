import { useTranslation } from 'react-i18next';
import { useRoomLink } from '../../hooks/useRoomLink';
import { CopyButton } from '../ui/CopyButton';
import { MessagePage } from '../ui/MessagePage';

/** No calls at all in this browser. */
export function UnsupportedScreen() {
  const { t } = useTranslation();
  const link = useRoomLink();
  return (
    <MessagePage
      title={t('unsupported.title')}
      icon="alert"
      heading={t('unsupported.heading')}
      actions={<CopyButton look="primary" text={link} label={t('unsupported.copy')} />}
    >
      <p>{t('unsupported.body', { missing: t('unsupported.webrtc') })}</p>
      <p>{t('unsupported.use')}</p>
      <p className="message-address">{link}</p>
    </MessagePage>
  );
}
