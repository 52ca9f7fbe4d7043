import type { ParticipantTracks, Sending } from './types';
import { scaleDown, type VideoLimit } from './uplink';

/** What is sent, by source; null where nothing is. */
export type LocalTracks = Readonly<Record<Sending, MediaStreamTrack | null>>;

type Kind = 'audio' | 'video';

const KINDS: Readonly<Record<Sending, Kind>> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  screenAudio: 'audio',
};

/** The order in which an offer lists them. */
const PERMANENT: readonly ('microphone' | 'camera')[] = ['microphone', 'camera'];

/** A shared screen and its sound get their lines when there is one. */
const ON_DEMAND: readonly ('screen' | 'screenAudio')[] = ['screen', 'screenAudio'];

const kindOf = ({ receiver }: RTCRtpTransceiver): string => receiver.track.kind;

const receives = ({ currentDirection }: RTCRtpTransceiver): boolean =>
  currentDirection === 'sendrecv' || currentDirection === 'recvonly';

/**
 * Which transceiver of one connection carries what. Microphone and camera have theirs from the start, so that switching
 * them on and off never needs an offer; the first line of each kind is theirs on both sides, further video is a screen.
 */
export class Transceivers {
  private sharedStream: MediaStream | null = null;
  private readonly slots: Partial<Record<Sending, RTCRtpTransceiver>> = {};

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly createStream: () => MediaStream,
    private readonly cameraAndVoice = createStream(),
  ) {}

  /** Before the first offer of one's own. */
  allocate(tracks: LocalTracks): void {
    for (const source of PERMANENT) this.add(source, tracks[source]);
    for (const source of ON_DEMAND) if (tracks[source]) this.add(source, tracks[source]);
  }

  /** After the other side's first offer: takes the lines it made. What it has no line for, and is on here, gets one. */
  async adopt(tracks: LocalTracks): Promise<void> {
    for (const source of PERMANENT) {
      const line = this.connection.getTransceivers().find((candidate) => kindOf(candidate) === KINDS[source]);
      if (line) await this.take(source, line, tracks[source]);
      else if (tracks[source]) this.add(source, tracks[source]);
    }
    for (const source of ON_DEMAND) if (tracks[source]) this.add(source, tracks[source]);
  }

  async setTrack(source: Sending, track: MediaStreamTrack | null): Promise<void> {
    const slot = this.slots[source];
    if (slot) await slot.sender.replaceTrack(track);
    else if (track) this.add(source, track);
  }

  /** Holds the camera's copy under the limit. To be called again after every negotiation and every change of track. */
  async limitVideo(limit: VideoLimit): Promise<void> {
    const sender = this.slots.camera?.sender;
    const parameters = sender?.getParameters();
    const encoding = parameters?.encodings[0];
    if (!sender || !parameters || !encoding) return;
    const { width, height } = sender.track?.getSettings() ?? {};
    // A phone held upright captures more lines than columns: the shorter side counts.
    const lines = height === undefined ? undefined : Math.min(height, width ?? height);
    const scaleResolutionDownBy = scaleDown(lines, limit.maxHeight);
    const { maxBitrate } = limit;
    // What is in force is asked, not remembered: Chromium forgets it in a rollback.
    if (encoding.maxBitrate === maxBitrate && encoding.scaleResolutionDownBy === scaleResolutionDownBy)
      return;
    Object.assign(encoding, { maxBitrate, scaleResolutionDownBy });
    await sender.setParameters(parameters);
  }

  /** What arrives, as negotiated. */
  received(): ParticipantTracks {
    const tracks: { -readonly [Name in keyof ParticipantTracks]: ParticipantTracks[Name] } = {};
    for (const transceiver of this.connection.getTransceivers().filter(receives)) {
      const { track } = transceiver.receiver;
      if (transceiver === this.slots.microphone) tracks.audio = track;
      else if (transceiver === this.slots.camera) tracks.camera = track;
      else if (track.kind === 'video') tracks.screen = track;
      else tracks.screenAudio = track;
    }
    return tracks;
  }

  private add(source: Sending, track: MediaStreamTrack | null): void {
    const screen = source === 'screen' || source === 'screenAudio';
    this.slots[source] = this.connection.addTransceiver(track ?? KINDS[source], {
      direction: screen ? 'sendonly' : 'sendrecv',
      // Clients of the base vocabulary find tracks by their stream only.
      streams: [screen ? this.shared() : this.cameraAndVoice],
    });
  }

  /** The screen and its sound belong together. */
  private shared(): MediaStream {
    this.sharedStream ??= this.createStream();
    return this.sharedStream;
  }

  private async take(
    source: Sending,
    line: RTCRtpTransceiver,
    track: MediaStreamTrack | null,
  ): Promise<void> {
    this.slots[source] = line;
    line.direction = 'sendrecv';
    line.sender.setStreams(this.cameraAndVoice);
    await line.sender.replaceTrack(track);
  }
}
