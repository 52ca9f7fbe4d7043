import { limitSender, refreshSender, type SenderLimit } from './sender-limit';
import type { ParticipantTracks, Sending } from './types';
import { SCREEN_AUDIO_SHARE, VOICE_BITRATE, type SendingLimits } from './uplink';

/** What is sent, by source; null where nothing is. */
export type LocalTracks = Readonly<Record<Sending, MediaStreamTrack | null>>;

type Kind = 'audio' | 'video';
type Permanent = 'microphone' | 'camera';

const KINDS: Readonly<Record<Sending, Kind>> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  screenAudio: 'audio',
};

/** The order in which an offer lists them. */
const PERMANENT: readonly Permanent[] = ['microphone', 'camera'];

/** A shared screen and its sound get their lines when there is one. */
const ON_DEMAND: readonly ('screen' | 'screenAudio')[] = ['screen', 'screenAudio'];

/** Of a picture in motion, on the screen as elsewhere. */
const MOTION_FRAMERATE = 30;

const kindOf = ({ receiver }: RTCRtpTransceiver): string => receiver.track.kind;

const receives = ({ currentDirection }: RTCRtpTransceiver): boolean =>
  currentDirection === 'sendrecv' || currentDirection === 'recvonly';

/**
 * Which transceiver of one connection carries what. Microphone and camera have theirs from the start, so that switching
 * them on and off never needs an offer; the first line of each kind is theirs on both sides, further video is a screen and
 * further sound what goes with it.
 */
export class Transceivers {
  private readonly slots: Partial<Record<Sending, RTCRtpTransceiver>> = {};
  private sharedStream: MediaStream | null = null;

  constructor(
    private readonly connection: RTCPeerConnection,
    private readonly createStream: () => MediaStream,
    /** The other's camera is wanted. */
    private wantsCamera: boolean,
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

  /** Whether the other's camera is wanted. What is not wanted is told by the direction of its line, which takes an offer. */
  wantCamera(wanted: boolean): void {
    this.wantsCamera = wanted;
    const { camera } = this.slots;
    if (camera && camera.direction !== this.directionOf('camera'))
      camera.direction = this.directionOf('camera');
  }

  /** Holds what is sent under the limits. To be called again after every negotiation and every change of track. */
  async limit({ camera, screen }: SendingLimits): Promise<void> {
    const moving = this.slots.screen?.sender.track?.contentHint === 'motion';
    const limits: Readonly<Record<Sending, SenderLimit>> = {
      microphone: { maxBitrate: VOICE_BITRATE, priority: 'high' },
      camera: { ...camera, priority: 'low' },
      screen: { ...screen, ...(moving && { maxFramerate: MOTION_FRAMERATE }), priority: 'medium' },
      screenAudio: { maxBitrate: SCREEN_AUDIO_SHARE, priority: 'medium' },
    };
    for (const [source, slot] of Object.entries(this.slots))
      await limitSender(slot.sender, limits[source as Sending]);
  }

  /** Sends pictures that need none before them: what went out last may not have arrived. */
  async refresh(): Promise<void> {
    const pictures = [this.slots.camera, this.slots.screen].filter((slot) => slot?.sender.track);
    for (const slot of pictures) if (slot) await refreshSender(slot.sender);
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

  /** Which line carries what, by its `mid`, for both ways. */
  sourceOf(mid: string, kind: string): Sending {
    for (const source of PERMANENT) if (this.slots[source]?.mid === mid) return source;
    return kind === 'audio' ? 'screenAudio' : 'screen';
  }

  /** What carries everything, once that is agreed. */
  transport(): RTCDtlsTransport | null {
    return this.slots.microphone?.sender.transport ?? null;
  }

  /** How loud the other's voice is now, 0 to 1; undefined while none arrives. */
  voiceLevel(): number | undefined {
    return this.slots.microphone?.receiver.getSynchronizationSources()[0]?.audioLevel;
  }

  private directionOf(source: Permanent): RTCRtpTransceiverDirection {
    return source === 'camera' && !this.wantsCamera ? 'sendonly' : 'sendrecv';
  }

  private add(source: Sending, track: MediaStreamTrack | null): void {
    const permanent = source === 'microphone' || source === 'camera';
    this.slots[source] = this.connection.addTransceiver(track ?? KINDS[source], {
      direction: permanent ? this.directionOf(source) : 'sendonly',
      // Clients of the base vocabulary find tracks by their stream only.
      streams: [permanent ? this.cameraAndVoice : this.shared()],
    });
  }

  /** The screen and its sound belong together. */
  private shared(): MediaStream {
    this.sharedStream ??= this.createStream();
    return this.sharedStream;
  }

  private async take(
    source: Permanent,
    line: RTCRtpTransceiver,
    track: MediaStreamTrack | null,
  ): Promise<void> {
    this.slots[source] = line;
    line.direction = this.directionOf(source);
    line.sender.setStreams(this.cameraAndVoice);
    await line.sender.replaceTrack(track);
  }
}
