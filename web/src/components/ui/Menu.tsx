import { lazy, Suspense, type ReactNode } from 'react';
import { useLayerButton, type LayerButtonProps } from '../../hooks/useLayerButton';
import type { IconName } from './Icon';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  /** Present in an item that is a switch. */
  readonly checked?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** The keys that do the same, to be read beside it. */
  readonly keys?: string;
  readonly onSelect: () => void;
}

/** An item, or a line between items. */
export type MenuEntry = MenuItem | 'line';

interface MenuProps {
  /** What the menu is called; not shown. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Draws the button: it takes the props it is given. */
  readonly children: (button: LayerButtonProps) => ReactNode;
}

const load = () => import('./MenuList');
const MenuList = lazy(() => load().then((module) => ({ default: module.MenuList })));

/** A button with a menu: arrows and first letters move in it, Esc closes it and gives the focus back. */
export function Menu({ label, entries, children }: MenuProps) {
  const { open, setOpen, button } = useLayerButton('menu', load);
  return (
    <>
      {children(button)}
      {open && (
        <Suspense fallback={null}>
          <MenuList label={label} entries={entries} button={button.ref} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
