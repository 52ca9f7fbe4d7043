import { useTranslation } from 'react-i18next';
import { useRoomLink } from '../../hooks/useRoomLink';
import { CopyButton } from '../ui/CopyButton';

/** For the first one in a room: what to do until somebody comes. */
export function InviteCard() {
  const { t } = useTranslation();
  const link = useRoomLink();
  return (
    <section className="invite">
      <h2>{t('call.alone_heading')}</h2>
      <p>{t('call.alone')}</p>
      <p className="invite-link">{link}</p>
      <CopyButton look="primary" text={link} label={t('call.copy')} />
    </section>
  );
}
