import { useId, type ButtonHTMLAttributes, type Ref } from 'react';
import { Icon, type IconName } from '../ui/Icon';

interface ControlProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: IconName;
  readonly label: string;
  /** A switch keeps its name and says whether it is pressed. */
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  /** A number that is drawn at the corner, and is no part of the name; none when 0. */
  readonly badge?: number;
  /** What the number says, in words. */
  readonly badgeText?: string;
}

/** More than this is not counted out. */
const MOST = 99;

/** A button of the control bar: a drawing, and its name below where there is room. */
export function Control(props: ControlProps) {
  const { icon, label, pressed, className = '', badge = 0, badgeText = '', ...rest } = props;
  const id = useId();
  return (
    <button
      type="button"
      className={`toggle toggle-plain ${className}`}
      aria-label={label}
      aria-pressed={pressed}
      aria-describedby={badgeText === '' ? undefined : id}
      title={label}
      {...rest}
    >
      <span className="toggle-face">
        <Icon name={icon} size={24} />
        {badge > 0 && <span className="badge" data-count={badge > MOST ? `${MOST}+` : badge} />}
      </span>
      <span className="toggle-caption">{label}</span>
      {badgeText !== '' && (
        <span id={id} hidden>
          {badgeText}
        </span>
      )}
    </button>
  );
}
