import { useTranslation } from 'react-i18next';
import { useCallView } from '../../hooks/useCallView';
import { DeviceToggle } from '../devices/DeviceToggle';
import { Control } from './Control';

export function MicrophoneControl() {
  return <DeviceToggle kind="microphone" local={useCallView().local} captioned />;
}

export function CameraControl() {
  return <DeviceToggle kind="camera" local={useCallView().local} captioned />;
}

export function DevicesControl() {
  const { t } = useTranslation();
  const { openLayer } = useCallView();
  return <Control icon="settings" label={t('call.settings')} onClick={() => openLayer('devices')} />;
}

export function HelpControl() {
  const { t } = useTranslation();
  const { openLayer } = useCallView();
  return <Control icon="help" label={t('call.help')} onClick={() => openLayer('help')} />;
}

export function LeaveControl() {
  const { t } = useTranslation();
  const { session } = useCallView();
  return (
    <Control
      icon="leave"
      label={t('call.leave')}
      onClick={() => session.call.leave()}
      className="toggle-leave"
    />
  );
}
