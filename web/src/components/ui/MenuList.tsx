import * as Radix from '@radix-ui/react-menu';
import { Fragment, type RefObject } from 'react';
import { Icon } from './Icon';
import { layerHome, leaveToButton } from './layer';
import type { MenuEntry, MenuItem } from './Menu';

interface MenuListProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** The open menu. */
export function MenuList({ label, entries, button, onClose }: MenuListProps) {
  return (
    <Radix.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Radix.Anchor virtualRef={button as RefObject<HTMLButtonElement>} />
      <Radix.Portal container={layerHome(button)}>
        <Radix.Content
          className="layer menu"
          aria-label={label}
          loop
          align="end"
          sideOffset={8}
          collisionPadding={8}
          onInteractOutside={leaveToButton(button)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            button.current?.focus({ preventScroll: true });
          }}
        >
          {entries.map((entry, at) => (
            <Fragment key={entry === 'line' ? at : entry.label}>
              {entry === 'line' ? <Radix.Separator className="menu-line" /> : <Entry item={entry} />}
            </Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Entry({ item }: { readonly item: MenuItem }) {
  const { checked, danger = false, disabled = false, onSelect } = item;
  const shared = {
    className: 'menu-item',
    'data-danger': danger,
    'aria-keyshortcuts': item.keys,
    disabled,
    onSelect,
  };
  const face = (
    <>
      <span className="menu-icon">{item.icon && <Icon name={item.icon} size={20} />}</span>
      <span className="menu-label">{item.label}</span>
      {item.keys !== undefined && <kbd aria-hidden="true">{item.keys}</kbd>}
    </>
  );
  if (checked === undefined) return <Radix.Item {...shared}>{face}</Radix.Item>;
  return (
    <Radix.CheckboxItem {...shared} checked={checked}>
      {face}
      <Radix.ItemIndicator>
        <Icon name="check" size={20} />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  );
}
