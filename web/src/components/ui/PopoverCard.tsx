import * as Radix from '@radix-ui/react-popover';
import type { ReactNode, RefObject } from 'react';
import { layerHome, leaveToButton } from './layer';

interface PopoverCardProps {
  readonly label: string;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The open popover. */
export function PopoverCard({ label, button, onClose, children }: PopoverCardProps) {
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Anchor virtualRef={button as RefObject<HTMLButtonElement>} />
      <Radix.Portal container={layerHome(button)}>
        <Radix.Content
          className="layer popover"
          aria-label={label}
          sideOffset={8}
          collisionPadding={8}
          onInteractOutside={leaveToButton(button)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            button.current?.focus({ preventScroll: true });
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
