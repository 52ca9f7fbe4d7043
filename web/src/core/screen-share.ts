import { Store } from './observable';
import type { CallClient, ScreenShareController, ScreenShareError, ScreenShareSnapshot } from './types';

/** The part of MediaDevices that is used; absent on phones and in insecure pages. */
export interface DisplayPort {
  readonly getDisplayMedia?: (options?: DisplayMediaStreamOptions) => Promise<MediaStream>;
}

export interface ScreenShareOptions {
  /** The browser's own unless given. */
  readonly devices?: DisplayPort | undefined;
}

/** Sharp: as many lines as there are, and few pictures a second. Smooth: fewer lines, and all pictures. */
const SHARP: MediaTrackConstraints = {
  width: { ideal: 2560 },
  height: { ideal: 1440 },
  frameRate: { ideal: 15, max: 15 },
};
const SMOOTH: MediaTrackConstraints = {
  width: { ideal: 1920 },
  height: { ideal: 1080 },
  frameRate: { ideal: 30, max: 30 },
};

/** The sound of a film is not a voice: nothing is to be taken out of it. */
const SOUND: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

/** What browsers that know them do with it: this page's own sound would come back to those who speak. */
interface ShareWishes extends DisplayMediaStreamOptions {
  readonly selfBrowserSurface?: 'include' | 'exclude';
  readonly surfaceSwitching?: 'include' | 'exclude';
  readonly systemAudio?: 'include' | 'exclude';
}

const WISHES: ShareWishes = {
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
  // The whole system's sound holds the voices of the call: everybody would hear themselves.
  systemAudio: 'exclude',
};

const browserDisplay = (): DisplayPort | undefined =>
  (globalThis.navigator as Partial<Navigator>).mediaDevices;

function errorOf(error: unknown): ScreenShareError {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  if (name !== 'NotAllowedError') return 'failed';
  return /system/i.test(message) ? 'denied_by_system' : 'denied';
}

/** This browser's shared screen as one observable thing. */
export class ScreenShare implements ScreenShareController {
  private readonly devices: DisplayPort | undefined;
  private readonly store: Store<ScreenShareSnapshot>;
  /** Counts what was asked for; a screen chosen for an earlier wish is not shared. */
  private wish = 0;

  constructor(options: ScreenShareOptions = {}) {
    this.devices = 'devices' in options ? options.devices : browserDisplay();
    const supported = typeof this.devices?.getDisplayMedia === 'function';
    this.store = new Store({ supported, pending: false, track: null, audio: null, motion: false });
    this.subscribe = this.store.subscribe;
    this.getSnapshot = this.store.getSnapshot;
  }

  readonly subscribe: Store<ScreenShareSnapshot>['subscribe'];
  readonly getSnapshot: Store<ScreenShareSnapshot>['getSnapshot'];

  async start(): Promise<void> {
    if (!this.devices?.getDisplayMedia) {
      this.say({ error: 'unsupported' });
      return;
    }
    const wish = (this.wish += 1);
    const { supported, track, audio, motion } = this.getSnapshot();
    this.store.set({ supported, track, audio, motion, pending: true });
    try {
      const asked: ShareWishes = { video: this.constraints(), audio: SOUND, ...WISHES };
      this.use(wish, await this.devices.getDisplayMedia(asked));
    } catch (error) {
      if (wish === this.wish) this.say({ pending: false, error: errorOf(error) });
    }
  }

  stop(): void {
    this.wish += 1;
    this.release();
    this.say({ pending: false, track: null, audio: null });
  }

  setMotion(motion: boolean): void {
    this.say({ motion });
    const { track } = this.getSnapshot();
    if (!track) return;
    this.hint(track);
    void track.applyConstraints(this.constraints()).catch(() => undefined);
  }

  dispose(): void {
    this.stop();
  }

  private constraints(): MediaTrackConstraints {
    return this.getSnapshot().motion ? SMOOTH : SHARP;
  }

  /** Tells the encoder what to keep when there is not room for everything. */
  private hint(track: MediaStreamTrack): void {
    track.contentHint = this.getSnapshot().motion ? 'motion' : 'detail';
  }

  private use(wish: number, stream: MediaStream): void {
    const [track] = stream.getVideoTracks();
    const [audio] = stream.getAudioTracks();
    if (wish !== this.wish || !track) {
      for (const each of stream.getTracks()) each.stop();
      return;
    }
    this.release();
    this.hint(track);
    // The browser's own bar ends it, too; then the window that was shared was closed.
    track.onended = () => {
      if (this.getSnapshot().track === track) this.stop();
    };
    if (audio) audio.contentHint = 'music';
    this.say({ pending: false, track, audio: audio ?? null });
  }

  private release(): void {
    const { track, audio } = this.getSnapshot();
    if (track) track.onended = null;
    track?.stop();
    audio?.stop();
  }

  private say(change: Partial<ScreenShareSnapshot>): void {
    this.store.patch(change);
  }
}

/** Sends what `share` has to everybody in the call, as it changes, until the returned function is called. */
export function sendScreen(
  share: ScreenShareController,
  client: Pick<CallClient, 'setLocalTrack'>,
): () => void {
  const send = () => {
    const { track, audio } = share.getSnapshot();
    client.setLocalTrack('screen', track);
    client.setLocalTrack('screenAudio', audio);
  };
  send();
  return share.subscribe(send);
}
