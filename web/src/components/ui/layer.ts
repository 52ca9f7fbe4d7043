import type { RefObject } from 'react';

/** Where a layer belongs: into the dialog it was opened from, which lies above everything else. */
export function layerHome(button: RefObject<HTMLElement | null>): HTMLElement {
  return button.current?.closest('dialog') ?? document.body;
}

interface OutsideEvent {
  readonly target: EventTarget | null;
  readonly preventDefault: () => void;
}

/** The button that opened a layer closes it by its own click; without this it would be closed and opened again. */
export function leaveToButton(button: RefObject<HTMLElement | null>): (event: OutsideEvent) => void {
  return (event) => {
    if (event.target instanceof Node && button.current?.contains(event.target)) event.preventDefault();
  };
}
