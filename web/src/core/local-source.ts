import { mediaError, missingApi, type MediaEnvironment } from './media-errors';
import type { Device, DeviceKind, LocalSource, MediaErrorKind } from './types';

/** The part of MediaDevices that is used. */
export type MediaDevicesPort = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

export interface LocalSourceOptions {
  readonly kind: DeviceKind;
  /** Absent where the browser has none, or gives none to this page. */
  readonly devices: MediaDevicesPort | undefined;
  readonly environment: MediaEnvironment;
  /** The device to use whenever it is there; empty for any. */
  readonly preferredId: () => string;
  /** What is connected of this kind, as last seen. */
  readonly connected: () => readonly Device[];
  readonly onChange: () => void;
}

/** What is asked of each kind of device. A picture larger than this is not sent to anybody. */
export const CONSTRAINTS: Readonly<Record<DeviceKind, MediaTrackConstraints>> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
};

export function constraintsFor(kind: DeviceKind, deviceId: string, only: boolean): MediaStreamConstraints {
  const any = kind === 'camera' ? { facingMode: 'user' } : {};
  const device = deviceId === '' ? any : { deviceId: only ? { exact: deviceId } : { ideal: deviceId } };
  return { [kind === 'camera' ? 'video' : 'audio']: { ...CONSTRAINTS[kind], ...device } };
}

type Opened = { readonly track: MediaStreamTrack } | { readonly error: MediaErrorKind };

const firstTrack = (stream: MediaStream): Opened => {
  const [track] = stream.getTracks();
  return track ? { track } : { error: 'not_found' };
};

const idOf = (track: MediaStreamTrack | null): string => track?.getSettings().deviceId ?? '';

/** One's own microphone or camera: on or off, and what to do when it fails, goes away or comes back. */
export class LocalSourceController {
  private wanted = false;
  private pending = false;
  private track: MediaStreamTrack | null = null;
  private error: MediaErrorKind | undefined;
  /** Counts what was asked for; what comes back for an earlier wish is not used. */
  private wish = 0;
  private preferredWasThere = false;

  constructor(private readonly options: LocalSourceOptions) {}

  get source(): LocalSource {
    const { wanted, pending, track, error } = this;
    const deviceId = idOf(track);
    const preferred = this.options.preferredId();
    return {
      wanted,
      pending,
      track: wanted ? track : null,
      deviceId,
      fallback: track !== null && preferred !== '' && deviceId !== preferred,
      ...(wanted && track?.muted && { interrupted: true as const }),
      ...(wanted && error && { error }),
    };
  }

  async setOn(on: boolean): Promise<void> {
    if (!on) {
      this.switchOff();
      return;
    }
    this.wanted = true;
    if (this.track) {
      this.track.enabled = true;
      this.options.onChange();
    } else await this.acquire();
  }

  /** Notes that a track is on its way from a request for both kinds; `accept` takes it. */
  expect(): number {
    this.wanted = true;
    return this.beginWish();
  }

  /** Takes a track that was asked for elsewhere; null when there came none and it is to be asked for alone. */
  async accept(wish: number, opened: MediaStreamTrack | MediaErrorKind | null): Promise<void> {
    if (opened === null) {
      if (wish === this.wish) await this.acquire();
      return;
    }
    this.finish(wish, typeof opened === 'string' ? { error: opened } : { track: opened });
    // It was merely wished for, beside the other kind.
    if (wish === this.wish && this.source.fallback && this.isThere(this.options.preferredId()))
      await this.acquire();
  }

  /** Changes to the preferred device, if on. */
  async switchDevice(): Promise<void> {
    if (this.wanted) await this.acquire();
    else this.release();
  }

  /** Asks again if it is on and something else took it. */
  async renew(): Promise<void> {
    const lost = this.track === null || this.track.muted || this.track.readyState === 'ended';
    if (this.wanted && !this.pending && lost && this.error === undefined) await this.acquire();
  }

  /** A copy of what is open while it is off; null when nothing is. */
  listen(): MediaStreamTrack | null {
    if (this.wanted || this.track === null) return null;
    const copy = this.track.clone();
    copy.enabled = true;
    return copy;
  }

  /** The list of connected devices changed. */
  async devicesChanged(): Promise<void> {
    const { fallback, error } = this.source;
    const connected = this.options.connected();
    const preferredIsThere = this.isThere(this.options.preferredId());
    // Only its return is a reason to change: one that is there but in use elsewhere would be tried again and again.
    const preferredIsBack = fallback && preferredIsThere && !this.preferredWasThere;
    if (connected.length > 0) this.preferredWasThere = preferredIsThere;
    if (!this.wanted || this.pending) return;
    const isGone =
      this.track !== null &&
      connected.length > 0 &&
      idOf(this.track) !== '' &&
      !this.isThere(idOf(this.track));
    const somethingCame = error === 'not_found' && connected.length > 0;
    if (preferredIsBack || isGone || somethingCame) await this.acquire();
  }

  /** Off, and the device released whatever its kind. */
  stop(): void {
    this.wanted = false;
    this.wish += 1;
    this.pending = false;
    this.error = undefined;
    this.release();
    this.options.onChange();
  }

  private isThere(id: string): boolean {
    return this.options.connected().some((device) => device.id === id);
  }

  private switchOff(): void {
    if (this.options.kind === 'camera' || this.pending) {
      this.stop();
      return;
    }
    this.wanted = false;
    if (this.track) this.track.enabled = false;
    this.options.onChange();
  }

  private beginWish(): number {
    this.wish += 1;
    this.pending = true;
    this.error = undefined;
    this.options.onChange();
    return this.wish;
  }

  private async acquire(): Promise<void> {
    const wish = this.beginWish();
    const opened = await this.openSomething();
    this.finish(wish, opened);
  }

  private finish(wish: number, opened: Opened): void {
    if (wish !== this.wish) {
      if ('track' in opened) opened.track.stop();
      return;
    }
    this.pending = false;
    this.release();
    if ('track' in opened) this.use(opened.track);
    else this.error = opened.error;
    this.options.onChange();
  }

  private use(track: MediaStreamTrack): void {
    this.track = track;
    this.error = undefined;
    track.onended = () => this.ended(track);
    // On phones: taken away for a call or another app, and given back.
    track.onmute = this.options.onChange;
    track.onunmute = this.options.onChange;
  }

  /** Unplugged, or taken away: what else is there stands in. */
  private ended(track: MediaStreamTrack): void {
    if (track !== this.track) return;
    this.release();
    if (this.wanted) void this.acquire();
    else this.options.onChange();
  }

  private release(): void {
    if (!this.track) return;
    this.track.onended = this.track.onmute = this.track.onunmute = null;
    this.track.stop();
    this.track = null;
  }

  /** The preferred device; where it is held by another program, any other of the kind. */
  private async openSomething(): Promise<Opened> {
    const preferred = this.options.preferredId();
    let result = await this.openPreferred(preferred);
    if ('track' in result || result.error !== 'busy') return result;
    if (this.track) {
      // Some systems give a second camera only once the first is closed.
      this.release();
      result = await this.openPreferred(preferred);
    }
    for (const { id } of this.options.connected()) {
      if ('track' in result) break;
      if (id === preferred) continue;
      const other = await this.open(id, true);
      if ('track' in other) result = other;
    }
    return result;
  }

  /** Where it is connected, it and no other: merely wished for, a camera of few lines loses against one of more. */
  private async openPreferred(id: string): Promise<Opened> {
    const isThere = this.isThere(id);
    const opened = await this.open(id, isThere);
    const isGone = 'error' in opened && opened.error === 'overconstrained';
    return isThere && isGone ? this.open(id, false) : opened;
  }

  private async open(deviceId: string, only: boolean): Promise<Opened> {
    const { devices, environment, kind } = this.options;
    if (!devices) return { error: missingApi(environment) };
    try {
      return firstTrack(await devices.getUserMedia(constraintsFor(kind, deviceId, only)));
    } catch (error) {
      return { error: mediaError(error, environment) };
    }
  }
}
