import { useEffect, useState } from 'react';

export type CopyState = 'idle' | 'copied' | 'failed';

const SHOWN_MS = 2500;

/** Copies a text, and says for a moment how that went. */
export function useCopy(): {
  state: CopyState;
  copy: (text: string) => Promise<CopyState>;
  reset: () => void;
} {
  const [state, setState] = useState<CopyState>('idle');
  useEffect(() => {
    if (state !== 'copied') return undefined;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (text: string): Promise<CopyState> => {
    const outcome = (await write(text)) ? 'copied' : 'failed';
    setState(outcome);
    return outcome;
  };
  return { state, copy, reset: () => setState('idle') };
}

async function write(text: string): Promise<boolean> {
  try {
    // Absent where the address is not secure.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
