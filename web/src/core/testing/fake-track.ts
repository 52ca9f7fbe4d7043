let made = 0;

/** A track of a device, or of a receiver: as much of it as is used. */
export class FakeTrack {
  readonly id = `track-${(made += 1)}`;
  enabled = true;
  readyState: MediaStreamTrackState = 'live';
  muted = false;
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;
  contentHint = '';
  constraints: MediaTrackConstraints = {};

  constructor(
    readonly kind: 'audio' | 'video',
    private readonly settings: MediaTrackSettings = {},
  ) {}

  stop(): void {
    this.readyState = 'ended';
  }

  /** The device went away. */
  unplug(): void {
    this.readyState = 'ended';
    this.onended?.();
  }

  applyConstraints(constraints: MediaTrackConstraints): Promise<void> {
    this.constraints = constraints;
    return Promise.resolve();
  }

  /** A phone call takes the device, or gives it back. */
  take(taken: boolean): void {
    this.muted = taken;
    (taken ? this.onmute : this.onunmute)?.();
  }

  clone(): MediaStreamTrack {
    const copy = new FakeTrack(this.kind, this.settings);
    copy.enabled = this.enabled;
    return copy.asTrack;
  }

  getSettings(): MediaTrackSettings {
    return this.settings;
  }

  get asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

export const fakeTrack = (kind: 'audio' | 'video', settings?: MediaTrackSettings): MediaStreamTrack =>
  new FakeTrack(kind, settings).asTrack;
