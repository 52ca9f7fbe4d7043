import { Store } from './observable';
import { browserStorage, readText, writeText, type KeyValueStorage } from './storage';

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
    this.store = new Store(parse(readText(storage, PREFERENCES_KEY)));
    this.subscribe = this.store.subscribe;
    this.getSnapshot = this.store.getSnapshot;
  }

  readonly subscribe: Store<Preferences>['subscribe'];
  readonly getSnapshot: Store<Preferences>['getSnapshot'];

  update(change: Partial<Preferences>): void {
    this.store.patch(change);
    writeText(this.storage, PREFERENCES_KEY, JSON.stringify(this.store.getSnapshot()));
  }
}
