import { lazy, Suspense, type ReactNode } from 'react';
import { useLayerButton, type LayerButtonProps } from '../../hooks/useLayerButton';

interface PopoverProps {
  /** What it is called; not shown. */
  readonly label: string;
  /** Draws the button: it takes the props it is given. */
  readonly button: (button: LayerButtonProps) => ReactNode;
  /** What stands in it; closes it where that is done. */
  readonly children: (close: () => void) => ReactNode;
}

const load = () => import('./PopoverCard');
const PopoverCard = lazy(() => load().then((module) => ({ default: module.PopoverCard })));

/** A button with a small layer beside it that does not stop the page. Takes the focus; Esc closes it and gives it back. */
export function Popover({ label, button: draw, children }: PopoverProps) {
  const { open, setOpen, button } = useLayerButton('dialog', load);
  const close = (): void => setOpen(false);
  return (
    <>
      {draw(button)}
      {open && (
        <Suspense fallback={null}>
          <PopoverCard label={label} button={button.ref} onClose={close}>
            {children(close)}
          </PopoverCard>
        </Suspense>
      )}
    </>
  );
}
