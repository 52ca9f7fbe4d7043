import { browserFamily } from '../../app/environment';
import type { DeviceKind } from '../../core';
import { Icon, type IconName } from '../ui/Icon';

/** What to press beside the address; nothing where no such place is known. */
function spotOf(kind: DeviceKind): IconName | undefined {
  const family = browserFamily(navigator.userAgent);
  if (family === 'other') return undefined;
  // Firefox alone shows the device itself, crossed out.
  if (family === 'firefox') return `${kind}_off`;
  return family === 'chrome' ? 'settings' : 'page_menu';
}

/** A drawing of the address bar of this browser, with the place to press in it marked. The words beside it say the same. */
export function AllowPicture({ kind }: { readonly kind: DeviceKind }) {
  const spot = spotOf(kind);
  if (!spot) return null;
  return (
    <p className="address-bar" aria-hidden="true">
      <span className="address-spot">
        <Icon name={spot} size={18} />
      </span>
      <span className="address-text">{window.location.host}</span>
    </p>
  );
}
