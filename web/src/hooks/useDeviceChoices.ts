import { useTranslation } from 'react-i18next';
import type { Device, DeviceKind } from '../core';

export interface DeviceChoices {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** There is nothing to choose: the one entry says why. */
  readonly disabled: boolean;
}

/** The devices of a kind as the entries of a list. Speakers begin with the system's own choice. */
export function useDeviceChoices(kind: DeviceKind | 'speaker', devices: readonly Device[]): DeviceChoices {
  const { t } = useTranslation();
  const choices = devices
    .filter((device) => device.id !== '')
    .map((device, at) => ({
      value: device.id,
      label: device.label || t('devices.unnamed', { kind: t(`devices.kind.${kind}`), number: at + 1 }),
    }));
  if (choices.length > 0) {
    const own = kind === 'speaker' ? [{ value: '', label: t('devices.default') }] : [];
    return { choices: [...own, ...choices], disabled: false };
  }
  if (kind === 'speaker')
    return { choices: [{ value: '', label: t('devices.speaker_system') }], disabled: true };
  return {
    choices: [{ value: '', label: t(devices.length > 0 ? 'devices.allow_first' : 'devices.none') }],
    disabled: true,
  };
}
