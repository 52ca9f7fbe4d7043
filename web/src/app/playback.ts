import { Store, type Observable } from '../core';

/** The part of an audio element this needs. */
export interface AudioOutput {
  srcObject: MediaProvider | null;
  autoplay: boolean;
  play: () => Promise<void>;
  pause: () => void;
  setSinkId?: (id: string) => Promise<void>;
}

export interface PlaybackSnapshot {
  /** The browser refused to play before the user has touched the page. */
  readonly blocked: boolean;
}

export interface PlaybackParts {
  readonly newOutput: () => AudioOutput;
  readonly newStream: (track: MediaStreamTrack) => MediaStream;
}

const BROWSER: PlaybackParts = {
  newOutput: () => new Audio(),
  newStream: (track) => new MediaStream([track]),
};

/** Plays everybody's sound, whoever is on screen: one output per person. */
export class Playback implements Observable<PlaybackSnapshot> {
  private readonly store = new Store<PlaybackSnapshot>({ blocked: false });
  private readonly playing = new Map<string, { track: MediaStreamTrack; output: AudioOutput }>();
  private speaker = '';

  /** Where the sound goes; empty for the system's own choice. */
  get speakerId(): string {
    return this.speaker;
  }

  constructor(private readonly parts: PlaybackParts = BROWSER) {}

  readonly subscribe = this.store.subscribe;
  readonly getSnapshot = this.store.getSnapshot;

  /** Plays exactly these tracks from now on. */
  sync(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    for (const [id, { track }] of this.playing) if (tracks.get(id) !== track) this.stop(id);
    for (const [id, track] of tracks) if (!this.playing.has(id)) this.start(id, track);
  }

  setSpeaker(id: string): void {
    if (id === this.speaker) return;
    this.speaker = id;
    for (const { output } of this.playing.values()) this.route(output);
  }

  /** Starts what was refused; call it from a click. */
  readonly resume = (): void => {
    this.store.set({ blocked: false });
    for (const { output } of this.playing.values()) this.play(output);
  };

  dispose(): void {
    for (const id of [...this.playing.keys()]) this.stop(id);
  }

  private start(id: string, track: MediaStreamTrack): void {
    const output = this.parts.newOutput();
    output.autoplay = true;
    output.srcObject = this.parts.newStream(track);
    this.playing.set(id, { track, output });
    if (this.speaker !== '') this.route(output);
    this.play(output);
  }

  private stop(id: string): void {
    const output = this.playing.get(id)?.output;
    this.playing.delete(id);
    output?.pause();
    if (output) output.srcObject = null;
  }

  private play(output: AudioOutput): void {
    output.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError')
        this.store.set({ blocked: true });
    });
  }

  private route(output: AudioOutput): void {
    // A speaker that is gone leaves the sound where it was.
    output.setSinkId?.(this.speaker).catch(() => undefined);
  }
}
