import { useTranslation } from 'react-i18next';
import { useCallView } from '../../hooks/useCallView';
import { DeviceChecks } from '../devices/DeviceChecks';
import { DevicePickers } from '../devices/DevicePickers';
import { Dialog } from '../ui/Dialog';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { ThemeSwitch } from '../ui/ThemeSwitch';

export function DeviceDialog() {
  const { t } = useTranslation();
  const { session, local, closeLayer } = useCallView();
  return (
    <Dialog heading={t('devices.heading')} onClose={closeLayer}>
      <DevicePickers controller={session.media} media={local.media} />
      <DeviceChecks media={local.media} />
      <div className="dialog-choices">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </Dialog>
  );
}
