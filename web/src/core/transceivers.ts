import type { ParticipantTracks, Source } from './types';
import { scaleDown, type VideoLimit } from './uplink';

/** What is sent, by source; null where nothing is. */
export type LocalTracks = Readonly<Record<Source, MediaStreamTrack | null>>;

type Kind = 'audio' | 'video';

const KINDS: Readonly<Record<'microphone' | 'camera', Kind>> = { microphone: 'audio', camera: 'video' };

/** The order in which an offer lists them. */
const PERMANENT: readonly ('microphone' | 'camera')[] = ['microphone', 'camera'];

const kindOf = ({ receiver }: RTCRtpTransceiver): string => receiver.track.kind;

const receives = ({ currentDirection }: RTCRtpTransceiver): boolean =>
  currentDirection === 'sendrecv' || currentDirection === 'recvonly';

/**
 * Which transceiver of one connection carries what. Microphone and camera have theirs from the start, so that switching
 * them on and off never needs an offer; the first line of each kind is theirs on both sides, further video is a screen.
 */
export class Transceivers {
  private readonly slots: Partial<Record<Source, RTCRtpTransceiver>> = {};

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly createStream: () => MediaStream,
    private readonly cameraAndVoice = createStream(),
  ) {}

  /** Before the first offer of one's own. */
  allocate(tracks: LocalTracks): void {
    for (const source of PERMANENT) this.add(source, tracks[source]);
    if (tracks.screen) this.add('screen', tracks.screen);
  }

  /** After the other side's first offer: takes the lines it made. What it has no line for, and is on here, gets one. */
  async adopt(tracks: LocalTracks): Promise<void> {
    for (const source of PERMANENT) {
      const line = this.connection.getTransceivers().find((candidate) => kindOf(candidate) === KINDS[source]);
      if (line) await this.take(source, line, tracks[source]);
      else if (tracks[source]) this.add(source, tracks[source]);
    }
    if (tracks.screen) this.add('screen', tracks.screen);
  }

  async setTrack(source: Source, track: MediaStreamTrack | null): Promise<void> {
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
    }
    return tracks;
  }

  private add(source: Source, track: MediaStreamTrack | null): void {
    const screen = source === 'screen';
    this.slots[source] = this.connection.addTransceiver(track ?? (screen ? 'video' : KINDS[source]), {
      direction: screen ? 'sendonly' : 'sendrecv',
      // Clients of the base vocabulary find tracks by their stream only.
      streams: [screen ? this.createStream() : this.cameraAndVoice],
    });
  }

  private async take(source: Source, line: RTCRtpTransceiver, track: MediaStreamTrack | null): Promise<void> {
    this.slots[source] = line;
    line.direction = 'sendrecv';
    line.sender.setStreams(this.cameraAndVoice);
    await line.sender.replaceTrack(track);
  }
}
