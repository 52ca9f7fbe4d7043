/** Everybody's sound in one track. */
export class Mixer {
  private readonly context = new AudioContext();
  private readonly out = this.context.createMediaStreamDestination();
  private readonly heard = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();

  get track(): MediaStreamTrack | undefined {
    return this.out.stream.getAudioTracks()[0];
  }

  /** Mixes exactly these from now on. */
  sync(tracks: readonly MediaStreamTrack[]): void {
    const wanted = new Set(tracks);
    for (const [track, node] of this.heard) {
      if (wanted.has(track)) continue;
      node.disconnect();
      this.heard.delete(track);
    }
    for (const track of wanted) {
      if (this.heard.has(track) || track.readyState === 'ended') continue;
      const node = this.context.createMediaStreamSource(new MediaStream([track]));
      node.connect(this.out);
      this.heard.set(track, node);
    }
  }

  close(): void {
    this.sync([]);
    void this.context.close();
  }
}
