import { useTranslation } from 'react-i18next';
import { useCallView } from '../../hooks/useCallView';
import { useObservable } from '../../hooks/useObservable';
import { useServices } from '../../hooks/useServices';
import { DeviceChecks } from '../devices/DeviceChecks';
import { DevicePickers } from '../devices/DevicePickers';
import { Dialog } from '../ui/Dialog';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { Switch } from '../ui/Switch';
import { ThemeSwitch } from '../ui/ThemeSwitch';

export function DeviceDialog() {
  const { t } = useTranslation();
  const { session, local, closeLayer } = useCallView();
  const { preferences } = useServices();
  const { mutedHint } = useObservable(preferences);
  return (
    <Dialog heading={t('devices.heading')} onClose={closeLayer}>
      <DevicePickers controller={session.media} media={local.media} />
      <DeviceChecks media={local.media} />
      <Switch
        label={t('hint.setting')}
        hint={t('hint.setting_hint')}
        on={mutedHint}
        onChange={(on) => preferences.update({ mutedHint: on })}
      />
      <div className="dialog-choices">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </Dialog>
  );
}
