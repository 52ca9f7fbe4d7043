import * as Radix from '@radix-ui/react-tooltip';
import type { ReactElement } from 'react';

interface TooltipProps {
  readonly text: string;
  /** One element that takes a ref and the props of a button. */
  readonly children: ReactElement;
}

const DELAY_MS = 500;

/** Words that appear beside a control that is pointed at or has the focus; Esc hides them, and they may be pointed at themselves. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={DELAY_MS}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Content className="layer tooltip" sideOffset={6} collisionPadding={8}>
          {text}
        </Radix.Content>
      </Radix.Root>
    </Radix.Provider>
  );
}
