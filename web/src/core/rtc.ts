/** Where connections and streams come from: the browser, or a model of it in tests. */
export interface Rtc {
  supported: () => boolean;
  createConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  createStream: () => MediaStream;
}

export const browserRtc: Rtc = {
  supported: () => 'RTCPeerConnection' in globalThis,
  createConnection: (configuration) => new RTCPeerConnection(configuration),
  createStream: () => new MediaStream(),
};

const streams = new WeakMap<MediaStreamTrack, MediaStream>();

/** A stream of just this track, to be shown by a media element: the same one each time, so that nothing restarts. */
export function streamOf(track: MediaStreamTrack): MediaStream {
  const known = streams.get(track);
  if (known) return known;
  const stream = new MediaStream([track]);
  streams.set(track, stream);
  return stream;
}
