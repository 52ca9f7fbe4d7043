import { browserStorage, readText, writeText, type KeyValueStorage } from './storage';

/** The call a tab is in: what a reload needs to lead straight back into it. */
export interface RememberedCall {
  readonly room: string;
  readonly label: string;
  readonly microphone: boolean;
  readonly camera: boolean;
}

const KEY = 'moim.call';

/** A page that comes back later than this asks first: a browser that restores its tabs a day later is not to film anybody. */
export const MEMORY_LIMIT = 5 * 60_000;

/** Remembers the call of this tab; null when it is over. To be refreshed while it goes on. `now` is the time of day. */
export function rememberCall(
  call: RememberedCall | null,
  now = Date.now(),
  storage: KeyValueStorage | null = browserStorage('sessionStorage'),
): void {
  writeText(storage, KEY, call && JSON.stringify({ ...call, at: now }));
}

/** The call this tab was in a moment ago; null when there was none. */
export function rememberedCall(
  now = Date.now(),
  storage: KeyValueStorage | null = browserStorage('sessionStorage'),
): RememberedCall | null {
  const { room, label, microphone, camera, at } = parse(readText(storage, KEY));
  if (typeof room !== 'string' || typeof at !== 'number' || Math.abs(now - at) > MEMORY_LIMIT) return null;
  return {
    room,
    label: typeof label === 'string' ? label : '',
    microphone: microphone === true,
    camera: camera === true,
  };
}

function parse(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const stored: unknown = JSON.parse(text ?? 'null');
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  } catch {
    return {};
  }
}
