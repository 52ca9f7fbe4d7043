import { useEffect, useState } from 'react';
import type { DeviceKind, LocalMediaController } from '../core';
import { useObservable } from './useObservable';

const KINDS: readonly DeviceKind[] = ['microphone', 'camera'];

/** Devices are silent for a moment when they start; only what lasts longer, in milliseconds, is told. */
const PATIENCE_MS = 1500;

/** The devices that are on and that something else has taken away for now. */
export function useInterrupted(controller: LocalMediaController): readonly DeviceKind[] {
  const media = useObservable(controller);
  const taken = KINDS.filter((kind) => media[kind].interrupted).join();
  const [told, setTold] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setTold(taken), taken === '' ? 0 : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [taken]);
  return KINDS.filter((kind) => told.includes(kind) && taken.includes(kind));
}
