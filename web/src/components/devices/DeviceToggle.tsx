import { useTranslation } from 'react-i18next';
import type { DeviceKind } from '../../core';
import type { LocalMedia } from '../../hooks/useLocalMedia';
import { Icon } from '../ui/Icon';

interface DeviceToggleProps {
  readonly kind: DeviceKind;
  readonly local: LocalMedia;
  /** Shows the name below the drawing where there is room. */
  readonly captioned?: boolean;
}

/** A switch whose name stays, and whose state is pressed or not. */
export function DeviceToggle({ kind, local, captioned = false }: DeviceToggleProps) {
  const { t } = useTranslation();
  const source = local.media[kind];
  const on = source.wanted && source.error === undefined;
  const name = t(`devices.kind.${kind}`);
  return (
    <button
      type="button"
      className={`toggle ${source.pending ? 'toggle-pending' : ''}`}
      aria-pressed={on}
      aria-label={name}
      title={`${name}: ${t(on ? 'devices.on' : 'devices.off')}`}
      data-troubled={source.error !== undefined}
      onClick={() => local.toggle(kind)}
    >
      <span className="toggle-face">
        <Icon name={on ? kind : `${kind}_off`} size={24} />
      </span>
      {captioned && <span className="toggle-caption">{name}</span>}
    </button>
  );
}
