import { useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

/** What makes a button open a menu or a popover; spread on the button. */
export interface LayerButtonProps {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly id: string;
  readonly 'aria-haspopup': 'menu' | 'dialog';
  readonly 'aria-expanded': boolean;
  readonly onClick: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerEnter: () => void;
}

export interface LayerButton {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly button: LayerButtonProps;
}

/** A button with a layer that stands by it. `load` fetches the layer: called when a hand comes near, so that it is there at the click. */
export function useLayerButton(kind: 'menu' | 'dialog', load: () => Promise<unknown>): LayerButton {
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (kind !== 'menu' || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    setOpen(true);
  };
  const button: LayerButtonProps = {
    ref,
    id,
    'aria-haspopup': kind,
    'aria-expanded': open,
    onClick: () => setOpen(!open),
    onKeyDown,
    // What could not be loaded is asked for again when it is opened.
    onPointerEnter: () => void load().catch(() => undefined),
  };
  return { open, setOpen, button };
}
