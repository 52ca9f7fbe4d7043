import { useTranslation } from 'react-i18next';
import { useRoomLink } from '../../hooks/useRoomLink';
import { CopyButton } from '../ui/CopyButton';
import { IconButton } from '../ui/IconButton';

/** The way to invite: a link to copy, and the system's own sheet on a phone. */
export function ShareLink() {
  const { t } = useTranslation();
  const link = useRoomLink();
  const onPhone = 'share' in navigator && window.matchMedia('(pointer: coarse)').matches;
  const share = (): void => {
    // Closing the sheet rejects; there is nothing to say about it.
    navigator.share({ title: 'moim', text: t('call.share_text'), url: link }).catch(() => undefined);
  };
  return (
    <>
      {onPhone && <IconButton icon="share" label={t('call.share')} onClick={share} />}
      <CopyButton text={link} label={t('call.copy')} className="button-compact" />
    </>
  );
}
