import { useEffect, useRef } from 'react';

/** Moves the focus to the main part when the screen changes, so that reading goes on there and not at the top of nowhere. */
export function useFocusOnChange(screen: string): void {
  const shown = useRef(screen);
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [screen]);
}
