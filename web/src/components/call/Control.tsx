import type { ButtonHTMLAttributes, Ref } from 'react';
import { Icon, type IconName } from '../ui/Icon';

interface ControlProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: IconName;
  readonly label: string;
  /** A switch keeps its name and says whether it is pressed. */
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button of the control bar: a drawing, and its name below where there is room. */
export function Control({ icon, label, pressed, className = '', ...rest }: ControlProps) {
  return (
    <button
      type="button"
      className={`toggle toggle-plain ${className}`}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      {...rest}
    >
      <span className="toggle-face">
        <Icon name={icon} size={24} />
      </span>
      <span className="toggle-caption">{label}</span>
    </button>
  );
}
