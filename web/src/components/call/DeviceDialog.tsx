import { useTranslation } from 'react-i18next';
import type { Session } from '../../app/session';
import type { LocalMediaSnapshot } from '../../core';
import { DeviceChecks } from '../devices/DeviceChecks';
import { DevicePickers } from '../devices/DevicePickers';
import { Dialog } from '../ui/Dialog';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { ThemeSwitch } from '../ui/ThemeSwitch';

interface DeviceDialogProps {
  readonly session: Session;
  readonly media: LocalMediaSnapshot;
  readonly onClose: () => void;
}

export function DeviceDialog({ session, media, onClose }: DeviceDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog heading={t('devices.heading')} onClose={onClose}>
      <DevicePickers controller={session.media} media={media} />
      <DeviceChecks media={media} />
      <div className="dialog-choices">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </Dialog>
  );
}
