import { useTranslation } from 'react-i18next';
import type { CallSnapshot } from '../../core';
import { useRoomName } from '../../hooks/useRoomName';
import { Icon } from '../ui/Icon';
import { Wordmark } from '../ui/Wordmark';
import { ShareLink } from './ShareLink';
import { StatusLine } from './StatusLine';

interface CallHeaderProps {
  readonly call: CallSnapshot;
  readonly room: string;
}

export function CallHeader({ call, room }: CallHeaderProps) {
  const { t } = useTranslation();
  const name = useRoomName(room);
  const count = call.participants.length + 1;
  return (
    <header className="call-header">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <span className="call-brand">
        <Wordmark />
      </span>
      <div className="call-place">
        <h1 className="call-room">
          <span className="unseen">{t('call.heading', { room: name })}</span>
          <span aria-hidden="true">{name}</span>
        </h1>
        <StatusLine call={call} />
      </div>
      <p className="call-count">
        <Icon name="people" size={20} />
        <span aria-hidden="true">{count}</span>
        <span className="unseen">{t('call.people', { count })}</span>
      </p>
      <ShareLink />
    </header>
  );
}
