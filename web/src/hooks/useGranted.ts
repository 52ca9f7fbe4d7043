import { useEffect, useState } from 'react';
import type { DeviceKind } from '../core';

const KINDS: readonly DeviceKind[] = ['microphone', 'camera'];

/** Which devices this page may use without the browser asking. Undefined until known. */
export function useGranted(): Readonly<Record<DeviceKind, boolean>> | undefined {
  const [granted, setGranted] = useState<Readonly<Record<DeviceKind, boolean>>>();
  useEffect(() => {
    let stale = false;
    void Promise.all(KINDS.map(isGranted)).then(([microphone = false, camera = false]) => {
      if (!stale) setGranted({ microphone, camera });
    });
    return () => {
      stale = true;
    };
  }, []);
  return granted;
}

async function isGranted(kind: DeviceKind): Promise<boolean> {
  try {
    // Not every browser knows these names; one that does not is one that may ask.
    const status = await navigator.permissions.query({ name: kind as PermissionName });
    return status.state === 'granted';
  } catch {
    return false;
  }
}
