import { Icon, type IconName } from '../ui/Icon';

interface ControlProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  /** A switch keeps its name and says whether it is pressed. */
  readonly pressed?: boolean;
  readonly className?: string;
}

/** A button of the control bar: a drawing, and its name below where there is room. */
export function Control({ icon, label, onClick, pressed, className = '' }: ControlProps) {
  return (
    <button
      type="button"
      className={`toggle toggle-plain ${className}`}
      aria-label={label}
      aria-pressed={pressed}
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
