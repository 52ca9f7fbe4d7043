import { browserStorage, type KeyValueStorage } from '../../core';

const KEY = 'moim.recordings';

/** Recordings this page has given to the downloads; they lie here only until those have read them. */
export const handedOver = new Set<string>();

/** Recordings that nobody has saved yet: what a closed tab leaves behind. */
export function keptRecordings(storage?: KeyValueStorage | null): readonly string[] {
  return allRecordings(storage).filter((name) => !handedOver.has(name));
}

/** All that lie in the browser's own files. */
export function allRecordings(
  storage: KeyValueStorage | null = browserStorage('localStorage'),
): readonly string[] {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberRecordings(
  names: readonly string[],
  storage: KeyValueStorage | null = browserStorage('localStorage'),
): void {
  try {
    if (names.length === 0) storage?.removeItem(KEY);
    else storage?.setItem(KEY, JSON.stringify(names));
  } catch {
    // It is then saved at its end or not at all.
  }
}

/** Whether this browser can record a call to its own files while it goes on. */
export function canRecord(view: Window & typeof globalThis): boolean {
  return (
    view.isSecureContext &&
    'MediaRecorder' in view &&
    'FileSystemFileHandle' in view &&
    'captureStream' in HTMLCanvasElement.prototype
  );
}

/** The name of a recording: the room and the time, without what a file system does not take. */
export function recordingName(room: string, at: Date, ending: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  const place = room
    .replace(/[\\/:*?"<>|\s.]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `moim-${place}-${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}.${ending}`;
}
