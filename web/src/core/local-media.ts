import { constraintsFor, LocalSourceController, type MediaDevicesPort } from './local-source';
import { browserEnvironment, mediaError, type MediaEnvironment } from './media-errors';
import { Store } from './observable';
import { PreferenceStore } from './preferences';
import type {
  CallClient,
  Device,
  DeviceKind,
  LocalMediaController,
  LocalMediaSnapshot,
  LocalSource,
  MediaErrorKind,
} from './types';

/** What the page was allowed before; `unknown` where the browser does not say. */
export type PermissionLookup = (kind: DeviceKind) => Promise<PermissionState | 'unknown'>;

export interface LocalMediaOptions {
  /** The browser's own unless given; may be absent in an insecure page. */
  readonly devices?: MediaDevicesPort | undefined;
  readonly environment?: MediaEnvironment;
  readonly preferences?: PreferenceStore;
  readonly permission?: PermissionLookup;
}

const KINDS: readonly DeviceKind[] = ['microphone', 'camera'];

const PREFERENCE = { microphone: 'microphoneId', camera: 'cameraId', speaker: 'speakerId' } as const;

const OFF: LocalSource = { wanted: false, pending: false, track: null, deviceId: '', fallback: false };

const browserDevices = (): MediaDevicesPort | undefined =>
  (globalThis.navigator as Partial<Navigator>).mediaDevices;

const browserPermission: PermissionLookup = async (kind) => {
  try {
    return (await globalThis.navigator.permissions.query({ name: kind })).state;
  } catch {
    return 'unknown';
  }
};

/** The browser's microphone, camera and speaker as one observable thing. */
export class LocalMedia implements LocalMediaController {
  private readonly store = new Store<LocalMediaSnapshot>({
    microphone: OFF,
    camera: OFF,
    microphones: [],
    cameras: [],
    speakers: [],
    speakerId: '',
  });
  private readonly devices: MediaDevicesPort | undefined;
  private readonly environment: MediaEnvironment;
  private readonly preferences: PreferenceStore;
  private readonly permission: PermissionLookup;
  private readonly sources: Readonly<Record<DeviceKind, LocalSourceController>>;
  private connected: readonly MediaDeviceInfo[] = [];
  private readonly onDeviceChange = () => void this.refresh();

  readonly subscribe = this.store.subscribe;
  readonly getSnapshot = this.store.getSnapshot;

  constructor(options: LocalMediaOptions = {}) {
    this.devices = 'devices' in options ? options.devices : browserDevices();
    this.environment = options.environment ?? browserEnvironment();
    this.preferences = options.preferences ?? new PreferenceStore();
    this.permission = options.permission ?? browserPermission;
    this.sources = { microphone: this.createSource('microphone'), camera: this.createSource('camera') };
    this.devices?.addEventListener('devicechange', this.onDeviceChange);
    this.onDeviceChange();
  }

  async start(wanted: Readonly<Record<DeviceKind, boolean>>): Promise<void> {
    const asked = KINDS.filter((kind) => wanted[kind] && !this.sources[kind].source.track);
    for (const kind of KINDS) if (!wanted[kind]) void this.sources[kind].setOn(false);
    if (asked.length === 2 && this.devices) await this.askForBoth(this.devices);
    else await Promise.all(asked.map((kind) => this.sources[kind].setOn(true)));
    await this.refresh();
  }

  async setOn(kind: DeviceKind, on: boolean): Promise<void> {
    this.preferences.update({ [kind === 'camera' ? 'cameraOn' : 'microphoneOn']: on });
    await this.sources[kind].setOn(on);
    if (on) await this.refresh();
  }

  async select(kind: DeviceKind | 'speaker', deviceId: string): Promise<void> {
    this.preferences.update({ [PREFERENCE[kind]]: deviceId });
    if (kind !== 'speaker') await this.sources[kind].switchDevice();
    this.publish();
  }

  async renew(): Promise<void> {
    await Promise.all(KINDS.map((kind) => this.sources[kind].renew()));
  }

  listen(): MediaStreamTrack | null {
    return this.sources.microphone.listen();
  }

  stop(): void {
    for (const kind of KINDS) this.sources[kind].stop();
  }

  dispose(): void {
    this.stop();
    this.devices?.removeEventListener('devicechange', this.onDeviceChange);
  }

  private createSource(kind: DeviceKind): LocalSourceController {
    return new LocalSourceController({
      kind,
      devices: this.devices,
      environment: this.environment,
      preferredId: () => this.preferences.getSnapshot()[PREFERENCE[kind]],
      connected: () => this.list(kind === 'camera' ? 'videoinput' : 'audioinput'),
      onChange: () => this.publish(),
    });
  }

  /** One question for both; where that fails, each gets its own answer. */
  private async askForBoth(devices: MediaDevicesPort): Promise<void> {
    const wishes = KINDS.map((kind) => [kind, this.sources[kind].expect()] as const);
    const { microphoneId, cameraId } = this.preferences.getSnapshot();
    const constraints = {
      ...constraintsFor('microphone', microphoneId, false),
      ...constraintsFor('camera', cameraId, false),
    };
    let answer: MediaStream | MediaErrorKind;
    try {
      answer = await devices.getUserMedia(constraints);
    } catch (error) {
      answer = mediaError(error, this.environment);
    }
    await Promise.all(
      wishes.map(async ([kind, wish]) => this.sources[kind].accept(wish, await this.partFor(kind, answer))),
    );
  }

  /** What an answer for both means for one; null when that one is to be asked for alone. */
  private async partFor(
    kind: DeviceKind,
    answer: MediaStream | MediaErrorKind,
  ): Promise<MediaStreamTrack | MediaErrorKind | null> {
    if (typeof answer !== 'string') {
      const [track] = kind === 'camera' ? answer.getVideoTracks() : answer.getAudioTracks();
      return track ?? null;
    }
    if (answer !== 'denied') return null;
    // Asking again after a "no" would be a nuisance; unless this one is allowed and only the other was refused.
    const state = await this.permission(kind);
    return state === 'granted' || state === 'unknown' ? null : answer;
  }

  private async refresh(): Promise<void> {
    try {
      this.connected = (await this.devices?.enumerateDevices()) ?? [];
    } catch {
      this.connected = [];
    }
    this.publish();
    await Promise.all(KINDS.map((kind) => this.sources[kind].devicesChanged()));
  }

  /** Devices of a kind that can be told apart; before anything is allowed there are none. */
  private list(kind: MediaDeviceKind): readonly Device[] {
    return this.connected
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  private publish(): void {
    const last = this.store.getSnapshot();
    const speakers = this.list('audiooutput');
    const { speakerId } = this.preferences.getSnapshot();
    this.store.set({
      microphone: kept(last.microphone, this.sources.microphone.source),
      camera: kept(last.camera, this.sources.camera.source),
      microphones: kept(last.microphones, this.list('audioinput')),
      cameras: kept(last.cameras, this.list('videoinput')),
      speakers: kept(last.speakers, speakers),
      speakerId: speakers.some(({ id }) => id === speakerId) ? speakerId : '',
    });
  }
}

function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]));
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);

/** The last value if nothing about it changed, so that views of it stay as they are. */
function kept<Value>(last: Value, next: Value): Value {
  return same(last, next) ? last : next;
}

/** Sends what `media` has to everybody in the call, as it changes, until the returned function is called. */
export function sendLocalMedia(media: LocalMediaController, client: CallClient): () => void {
  const send = () => {
    const { microphone, camera } = media.getSnapshot();
    client.setLocalTrack('microphone', microphone.track);
    client.setLocalTrack('camera', camera.track);
  };
  send();
  return media.subscribe(send);
}
