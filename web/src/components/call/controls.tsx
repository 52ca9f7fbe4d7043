import { useTranslation } from 'react-i18next';
import { useCallView } from '../../hooks/useCallView';
import { DeviceToggle } from '../devices/DeviceToggle';
import { Menu } from '../ui/Menu';
import { Control } from './Control';
import { useMenuEntries } from './menu';

export function MicrophoneControl() {
  return <DeviceToggle kind="microphone" local={useCallView().local} captioned />;
}

export function CameraControl() {
  return <DeviceToggle kind="camera" local={useCallView().local} captioned />;
}

/** What is not needed all the time. */
export function MoreControl() {
  const { t } = useTranslation();
  const entries = useMenuEntries();
  return (
    <Menu label={t('call.more')} entries={entries}>
      {(button) => <Control icon="more" label={t('call.more')} {...button} />}
    </Menu>
  );
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
