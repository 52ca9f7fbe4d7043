import type { MediaDevicesPort } from '../local-source';
import { FakeTrack } from './fake-track';

interface FakeDevice {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
}

type Wanted = MediaTrackConstraints | undefined;

const idIn = (constraint: unknown): { id: string; only: boolean } => {
  const { exact, ideal } = (constraint ?? {}) as { exact?: string; ideal?: string };
  return { id: exact ?? ideal ?? '', only: exact !== undefined };
};

/** An error as getUserMedia gives it. */
export const mediaFailure = (name: string, message = ''): Error =>
  Object.assign(new Error(message), { name });

/** Devices that can be plugged in and out, held by others and refused. */
export class FakeMediaDevices implements MediaDevicesPort {
  devices: FakeDevice[] = [];
  /** Devices another program holds. */
  readonly busy = new Set<string>();
  /** Those with smaller pictures than is asked for: where they are merely wished for, others are given. */
  readonly modest = new Set<string>();
  /** What asking for a kind fails with, whatever there is. */
  readonly refusal: Partial<Record<'audio' | 'video', Error>> = {};
  readonly requests: MediaStreamConstraints[] = [];
  readonly tracks: FakeTrack[] = [];
  private readonly listeners = new Set<() => void>();
  private held: (() => void)[] | null = null;

  constructor(ids: readonly string[] = ['mic-1', 'mic-2', 'cam-1', 'cam-2', 'out-1']) {
    for (const id of ids) this.add(id);
  }

  readonly addEventListener = (_: string, listener: unknown): void =>
    void this.listeners.add(listener as () => void);
  readonly removeEventListener = (_: string, listener: unknown): void =>
    void this.listeners.delete(listener as () => void);

  readonly enumerateDevices = (): Promise<MediaDeviceInfo[]> =>
    Promise.resolve(this.devices.map((device) => ({ ...device, label: device.deviceId }) as MediaDeviceInfo));

  readonly getUserMedia = async (constraints: MediaStreamConstraints = {}): Promise<MediaStream> => {
    this.requests.push(constraints);
    await new Promise<void>((answer) => (this.held ? this.held.push(answer) : answer()));
    const { audio, video } = constraints as { audio?: Wanted; video?: Wanted };
    for (const kind of ['audio', 'video'] as const) {
      const error = this.refusal[kind];
      if (constraints[kind] && error) throw error;
    }
    const tracks = [audio && this.open('audio', audio), video && this.open('video', video)].filter(
      (track) => !!track,
    );
    return {
      getTracks: () => tracks,
      getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
      getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
    } as unknown as MediaStream;
  };

  /** The browser asks the person, who takes a while. */
  hold(): void {
    this.held = [];
  }

  answer(): void {
    const waiting = this.held ?? [];
    this.held = null;
    for (const go of waiting) go();
  }

  plug(id: string): void {
    this.add(id);
    this.announce();
  }

  /** Gone, and the browser has not said so yet. */
  lose(id: string): void {
    this.devices = this.devices.filter(({ deviceId }) => deviceId !== id);
  }

  unplug(id: string): void {
    this.lose(id);
    for (const track of this.live()) if (track.getSettings().deviceId === id) track.unplug();
    this.announce();
  }

  live(): FakeTrack[] {
    return this.tracks.filter(({ readyState }) => readyState === 'live');
  }

  private announce(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private add(id: string): void {
    const kinds: Readonly<Record<string, MediaDeviceKind>> = {
      mic: 'audioinput',
      cam: 'videoinput',
      out: 'audiooutput',
    };
    this.devices.push({ kind: kinds[id.slice(0, 3)] ?? 'audiooutput', deviceId: id });
  }

  private open(kind: 'audio' | 'video', constraints: MediaTrackConstraints): FakeTrack {
    const { id, only } = idIn(constraints.deviceId);
    const ofKind = this.devices.filter((device) => device.kind === `${kind}input`);
    const better = ofKind.find(({ deviceId }) => !this.modest.has(deviceId));
    const fit = only || !this.modest.has(id) ? ofKind.find(({ deviceId }) => deviceId === id) : better;
    const chosen = fit ?? (only ? undefined : ofKind[0]);
    if (!chosen) throw mediaFailure(only ? 'OverconstrainedError' : 'NotFoundError');
    if (this.busy.has(chosen.deviceId)) throw mediaFailure('NotReadableError');
    const track = new FakeTrack(kind, { deviceId: chosen.deviceId });
    this.tracks.push(track);
    return track;
  }
}
