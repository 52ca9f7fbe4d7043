import { Store } from './observable';

/** What a browser remembers between calls. Nothing of it leaves the browser but the label. */
export interface Preferences {
  readonly label: string;
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
  readonly microphoneId: string;
  readonly cameraId: string;
  readonly speakerId: string;
  /** Chosen language tag; empty to follow the browser. */
  readonly language: string;
  /** Chosen colours, `light` or `dark`; anything else follows the device. */
  readonly theme: string;
  /** Chosen view of the stage, see `ViewChoice`; empty for the standard. */
  readonly view: string;
  /** Where one's own picture is: `floating` or `hidden`; anything else among the others. */
  readonly selfView: string;
  /** Spare the data plan, see `CallClient.setDataSaver`. */
  readonly dataSaver: boolean;
  /** Single letters work as shortcuts. */
  readonly singleKeys: boolean;
  /** So do Space and the question mark. */
  readonly markKeys: boolean;
  /** Told when speaking while muted. */
  readonly mutedHint: boolean;
}

/** The part of the Storage interface that is used. */
export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const DEFAULT_PREFERENCES: Preferences = {
  label: '',
  microphoneOn: true,
  cameraOn: true,
  microphoneId: '',
  cameraId: '',
  speakerId: '',
  language: '',
  theme: '',
  view: '',
  selfView: '',
  dataSaver: false,
  singleKeys: false,
  markKeys: true,
  mutedHint: true,
};

const PREFERENCES_KEY = 'moim.preferences';
const CALL_KEY = 'moim.call';

/** Storage may be absent, forbidden (reading the property throws) or full; then things are remembered until the page goes. */
export function browserStorage(name: 'localStorage' | 'sessionStorage'): KeyValueStorage | null {
  try {
    return (globalThis as Partial<Record<typeof name, Storage>>)[name] ?? null;
  } catch {
    return null;
  }
}

function read(storage: KeyValueStorage | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function write(storage: KeyValueStorage | null, key: string, value: string | null): void {
  try {
    if (value === null) storage?.removeItem(key);
    else storage?.setItem(key, value);
  } catch {
    // Nothing depends on it having been written.
  }
}

function parse(text: string | null): Preferences {
  let stored: unknown = null;
  try {
    stored = text === null ? null : JSON.parse(text);
  } catch {
    return DEFAULT_PREFERENCES;
  }
  if (typeof stored !== 'object' || stored === null) return DEFAULT_PREFERENCES;
  const known = Object.entries(DEFAULT_PREFERENCES).map(([key, standard]: [string, string | boolean]) => {
    const value = (stored as Record<string, unknown>)[key];
    return [key, typeof value === typeof standard ? value : standard];
  });
  return Object.fromEntries(known) as Preferences;
}

/** Preferences as an observable, written through to the storage at every change. */
export class PreferenceStore {
  private readonly store: Store<Preferences>;

  constructor(private readonly storage: KeyValueStorage | null = browserStorage('localStorage')) {
    this.store = new Store(parse(read(storage, PREFERENCES_KEY)));
    this.subscribe = this.store.subscribe;
    this.getSnapshot = this.store.getSnapshot;
  }

  readonly subscribe: Store<Preferences>['subscribe'];
  readonly getSnapshot: Store<Preferences>['getSnapshot'];

  update(change: Partial<Preferences>): void {
    this.store.patch(change);
    write(this.storage, PREFERENCES_KEY, JSON.stringify(this.store.getSnapshot()));
  }
}

/** Remembers for this tab that a call goes on in `room`, so that a reload leads back into it; null when it is over. */
export function rememberCall(room: string | null, storage = browserStorage('sessionStorage')): void {
  write(storage, CALL_KEY, room);
}

/** The room this tab was in a call in before it was loaded again; null when none. */
export function rememberedCall(storage = browserStorage('sessionStorage')): string | null {
  return read(storage, CALL_KEY);
}
