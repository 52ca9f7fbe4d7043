import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { useServices } from '../../hooks/useServices';
import { Icon, type IconName } from './Icon';
import type { ButtonLook } from './Button';

interface ButtonLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  readonly large?: boolean;
  readonly children: ReactNode;
}

function staysHere(event: MouseEvent, href: string): boolean {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  return plain && href.startsWith('/');
}

/** A link that looks like a button; one to a path of this site is followed without loading the page again. */
export function ButtonLink({
  href,
  look = 'secondary',
  icon,
  large = false,
  children,
  ...rest
}: ButtonLinkProps) {
  const { router } = useServices();
  const follow = (event: MouseEvent): void => {
    if (!staysHere(event, href)) return;
    event.preventDefault();
    router.go(href);
  };
  return (
    <a
      className={`button button-${look} ${large ? 'button-large' : ''}`}
      href={href}
      onClick={follow}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  );
}
