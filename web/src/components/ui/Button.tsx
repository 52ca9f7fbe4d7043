import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  readonly large?: boolean;
  readonly children: ReactNode;
}

export function Button({
  look = 'secondary',
  icon,
  large = false,
  children,
  className = '',
  ...rest
}: ButtonProps) {
  const classes = `button button-${look} ${large ? 'button-large' : ''} ${className}`;
  return (
    <button type="button" className={classes} {...rest}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}
