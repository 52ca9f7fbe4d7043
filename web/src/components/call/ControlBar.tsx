import { useTranslation } from 'react-i18next';
import type { LocalMedia } from '../../hooks/useLocalMedia';
import { DeviceToggle } from '../devices/DeviceToggle';
import { Icon, type IconName } from '../ui/Icon';
import type { Layer } from './CallScreen';

interface ControlBarProps {
  readonly local: LocalMedia;
  readonly onLayer: (layer: Layer) => void;
  readonly onLeave: () => void;
}

export function ControlBar({ local, onLayer, onLeave }: ControlBarProps) {
  const { t } = useTranslation();
  return (
    <section className="controls" aria-label={t('call.controls')}>
      <div className="controls-bar">
        <DeviceToggle kind="microphone" local={local} captioned />
        <DeviceToggle kind="camera" local={local} captioned />
        <Control icon="settings" label={t('call.settings')} onClick={() => onLayer('devices')} />
        <Control icon="help" label={t('call.help')} onClick={() => onLayer('help')} />
        <Control icon="leave" label={t('call.leave')} onClick={onLeave} className="toggle-leave" />
      </div>
    </section>
  );
}

interface ControlProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly className?: string;
}

function Control({ icon, label, onClick, className = '' }: ControlProps) {
  return (
    <button
      type="button"
      className={`toggle toggle-plain ${className}`}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <span className="toggle-face">
        <Icon name={icon} size={24} />
      </span>
      <span className="toggle-caption">{label}</span>
    </button>
  );
}
