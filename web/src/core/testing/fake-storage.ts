import type { KeyValueStorage } from '../storage';

export function memoryStorage(content: Record<string, string> = {}): KeyValueStorage {
  const map = new Map(Object.entries(content));
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

const refuse = () => {
  throw new Error('refused');
};

/** Storage as a browser gives it to a page it does not trust. */
export const brokenStorage: KeyValueStorage = { getItem: refuse, setItem: refuse, removeItem: refuse };
