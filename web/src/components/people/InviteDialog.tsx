import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inviteLink } from '../../app/invite';
import type { Invite } from '../../core';
import { useCallView } from '../../hooks/useCallView';
import { useManners } from '../../hooks/useManners';
import { useRoomLink } from '../../hooks/useRoomLink';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { Dialog } from '../ui/Dialog';
import { InviteMaker } from './InviteMaker';
import { QrCode } from './QrCode';

/** The ways to bring somebody in: a link to copy, to hand on, or to point a camera at; for hosts one that expires. */
export function InviteDialog() {
  const { t } = useTranslation();
  const { closeLayer } = useCallView();
  const { room } = useManners();
  const plain = useRoomLink();
  const [invite, setInvite] = useState<Invite>();
  const link = invite ? inviteLink(plain, invite.token) : plain;
  const share = (): void => {
    // Closing the sheet rejects; there is nothing to say about it.
    navigator.share({ title: 'moim', text: t('call.share_text'), url: link }).catch(() => undefined);
  };
  return (
    <Dialog heading={t('invite.heading')} onClose={closeLayer}>
      <div className="invite-ways">
        <QrCode text={link} label={t('invite.qr')} />
        <div className="invite-link-box">
          <p className="message-address">{link}</p>
          <div className="invite-actions">
            <CopyButton look="primary" text={link} label={t('call.copy')} />
            {'share' in navigator && (
              <Button icon="share" onClick={share}>
                {t('call.share')}
              </Button>
            )}
          </div>
        </div>
      </div>
      {room.role === 'host' && <InviteMaker invite={invite} onInvite={setInvite} />}
    </Dialog>
  );
}
