import { useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { cornerAfter, cornerTowards, nearestCorner, type Corner, type Size } from '../core/layout';

/** A finger never holds quite still: what moves less than this, in pixels, is a tap. */
const TAP = 6;

interface Drag {
  readonly fromX: number;
  readonly fromY: number;
  readonly x: number;
  readonly y: number;
}

export interface Floating {
  readonly corner: Corner;
  /** Put on what is dragged. */
  readonly drag: {
    readonly style: CSSProperties | undefined;
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
  };
  /** Put on the button that does the same without dragging: a press goes on to the next corner, an arrow key to the one that way. */
  readonly move: {
    readonly onClick: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

interface FloatingEvents {
  readonly onMoved: (corner: Corner) => void;
  /** Touched and let go where it was. */
  readonly onTapped: () => void;
}

/** Something in a corner of a box that can be dragged, and moved by keys, to another corner. */
export function useFloating(box: Size, { onMoved, onTapped }: FloatingEvents): Floating {
  const [corner, setCorner] = useState<Corner>('bottom_right');
  const [drag, setDrag] = useState<Drag>();
  const move = (next: Corner): void => {
    if (next === corner) return;
    setCorner(next);
    onMoved(next);
  };
  const drop = (event: PointerEvent<HTMLElement>): void => {
    if (!drag) return;
    setDrag(undefined);
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = event.currentTarget;
    const x = offsetLeft + offsetWidth / 2 + drag.x;
    const y = offsetTop + offsetHeight / 2 + drag.y;
    if (Math.hypot(drag.x, drag.y) < TAP) onTapped();
    else move(nearestCorner({ x, y }, box));
  };
  return {
    corner,
    drag: {
      style: drag && { translate: `${drag.x}px ${drag.y}px` },
      onPointerDown: (event) => {
        if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button'))) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ fromX: event.clientX, fromY: event.clientY, x: 0, y: 0 });
      },
      onPointerMove: (event) => {
        if (drag) setDrag({ ...drag, x: event.clientX - drag.fromX, y: event.clientY - drag.fromY });
      },
      onPointerUp: drop,
      onPointerCancel: () => setDrag(undefined),
    },
    move: {
      onClick: () => move(cornerAfter(corner)),
      onKeyDown: (event) => {
        const next = cornerTowards(corner, event.key);
        if (!event.key.startsWith('Arrow')) return;
        event.preventDefault();
        move(next);
      },
    },
  };
}
