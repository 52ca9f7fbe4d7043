import { useState } from 'react';
import { normalizeLabel } from '../core';
import { useServices } from './useServices';

/** The name the others see: what is typed, and what is left of it once cleaned and remembered. */
export function useName(): { typed: string; type: (text: string) => void; commit: () => string } {
  const { preferences } = useServices();
  const [typed, type] = useState(() => preferences.getSnapshot().label);
  const commit = (): string => {
    const name = normalizeLabel(typed);
    preferences.update({ label: name });
    type(name);
    return name;
  };
  return { typed, type, commit };
}
