import { browserStorage, type KeyValueStorage } from '../storage';

const KEY = 'moim.visitor';
const BYTES = 16;

const randomBytes = (count: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(count));

/**
 * A random name of this browser, the same at every visit for as long as its storage lasts. It is told to the server with a
 * join, so that whoever was removed stays out of that room; nobody else sees it, and it says nothing about anybody.
 */
export function visitorId(
  storage: KeyValueStorage | null = browserStorage('localStorage'),
  random: (count: number) => Uint8Array = randomBytes,
): string {
  try {
    const known = storage?.getItem(KEY);
    if (known && /^[0-9a-f]{32}$/.test(known)) return known;
  } catch {
    // A storage that cannot be read: a new name for this page.
  }
  const id = Array.from(random(BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
  try {
    storage?.setItem(KEY, id);
  } catch {
    // Kept until the page goes.
  }
  return id;
}
