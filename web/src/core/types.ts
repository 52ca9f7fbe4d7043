import type { Observable } from './observable';

/** What somebody sends. The names are those of the signaling protocol's participant state. */
export type Source = 'microphone' | 'camera' | 'screen';

/** Who sends what, as told by the one who sends it. */
export type SourceState = Readonly<Record<Source, boolean>>;

/** Media between this browser and one other person. */
export type LinkState = 'connecting' | 'connected' | 'unstable' | 'reconnecting' | 'failed';

/** The one visible state of the call: the socket's and everybody's media in one word. */
export type ConnectionState = 'connecting' | 'connected' | 'unstable' | 'reconnecting' | 'offline' | 'failed';

/**
 * Where the call is.
 * - `idle`: never joined, or reset.
 * - `joining`: asked for a place; no answer yet.
 * - `joined`: in the room, also while the socket is away and will come back.
 * - `full`: refused, the room holds its limit; `join` or `retry` asks again.
 * - `left`: left on purpose.
 * - `failed`: refused or unreachable for good; `error` says why; `retry` asks again.
 */
export type CallPhase = 'idle' | 'joining' | 'joined' | 'full' | 'left' | 'failed';

/** Codes of the signaling protocol, and those this client adds. */
export type CallErrorCode =
  | 'bad_request'
  | 'room_full'
  | 'too_many_rooms'
  | 'not_in_room'
  | 'no_such_user'
  | 'self_addressed'
  | 'unknown_event'
  | 'timeout'
  | 'unreachable'
  | 'unsupported'
  | 'aborted';

/**
 * Why a command failed. `code` is for programs, `message` for logs; neither is text for users.
 * `limit` comes with `room_full`: how many people the room holds.
 */
export class CallError extends Error {
  override readonly name = 'CallError';

  constructor(
    readonly code: CallErrorCode,
    message: string = code,
    readonly limit: number | undefined = undefined,
  ) {
    super(message);
  }
}

/** Tracks received from one person. A track stays the same object while its person mutes and unmutes. */
export interface ParticipantTracks {
  readonly audio?: MediaStreamTrack;
  readonly camera?: MediaStreamTrack;
  readonly screen?: MediaStreamTrack;
}

/** Somebody else in the room. */
export interface Participant {
  /** Public id: stays the same while the person is in the room, never used again. */
  readonly id: string;
  /** What the person calls itself, cleaned for display; may be empty. */
  readonly label: string;
  readonly state: SourceState;
  readonly link: LinkState;
  readonly tracks: ParticipantTracks;
}

/** All a view needs to draw a call. Never changed in place. */
export interface CallSnapshot {
  readonly phase: CallPhase;
  readonly connection: ConnectionState;
  /** Seconds until the next attempt, while `connection` is `reconnecting` and one is planned. Counts down. */
  readonly reconnectInSeconds?: number;
  /** As the server understood it once joined; before that as it was asked for; empty when idle. */
  readonly room: string;
  /** Own public id; empty unless joined. */
  readonly selfId: string;
  /** Own label and state as the others see them. */
  readonly label: string;
  readonly state: SourceState;
  /** How many people the room holds; 0 until known. */
  readonly limit: number;
  /** Everybody else, in the order they came. */
  readonly participants: readonly Participant[];
  /** When the place was taken, in milliseconds of the injected clock; kept after leaving. */
  readonly joinedAt?: number;
  readonly error?: CallError;
}

export interface JoinRequest {
  readonly room: string;
  readonly label: string;
}

/** A call: one room at a time, everybody in it, and what this browser sends to them. */
export interface CallClient extends Observable<CallSnapshot> {
  /**
   * Takes a place in `room`. Asking for the room one is in (or joining) changes nothing.
   * Rejects with a {@link CallError}; the snapshot then says the same. Local tracks may be set before or after.
   */
  join: (request: JoinRequest) => Promise<void>;
  /** Gives the place back and ends every connection. Local tracks are the caller's and go on. */
  leave: () => void;
  /**
   * What is sent from now on for `source`; null stops sending. Everybody else is told through the participant state.
   * Never renegotiates for microphone and camera. Tracks are never stopped here: their owner does that.
   */
  setLocalTrack: (source: Source, track: MediaStreamTrack | null) => void;
  /** Changes the label the others see. */
  setLabel: (label: string) => void;
  /** Tries again now: the refused or failed join, the socket while it is away, and every failed link. */
  retry: () => void;
  /** Leaves, and lets go of everything. The object is of no use afterwards. */
  dispose: () => void;
}

export type DeviceKind = 'microphone' | 'camera';

/**
 * Why there is no sound or picture of one's own.
 * - `denied`: refused in the page. `denied_by_system`: refused by the operating system.
 * - `not_found`: no such device. `busy`: another program holds it. `overconstrained`: it cannot do what was asked.
 * - `insecure`: the page was not loaded over HTTPS (or localhost). `in_app_browser`: opened inside another app that gives none.
 * - `unsupported`: this browser cannot do it at all.
 */
export type MediaErrorKind =
  | 'denied'
  | 'denied_by_system'
  | 'not_found'
  | 'busy'
  | 'overconstrained'
  | 'insecure'
  | 'in_app_browser'
  | 'unsupported';

/** One of one's own sources. */
export interface LocalSource {
  /** Switched on by the user; it may still be without a track, see `pending` and `error`. */
  readonly wanted: boolean;
  /** The browser is being asked. */
  readonly pending: boolean;
  /** What to show and send; null while off. */
  readonly track: MediaStreamTrack | null;
  /** The device in use; empty while none is. */
  readonly deviceId: string;
  /** Why there is no track although it is wanted. */
  readonly error?: MediaErrorKind;
  /** The chosen device is away and another one stands in for it until it is back. */
  readonly fallback: boolean;
}

export interface Device {
  readonly id: string;
  /** Empty until the browser allows names to be seen. */
  readonly label: string;
}

export interface LocalMediaSnapshot {
  readonly microphone: LocalSource;
  readonly camera: LocalSource;
  readonly microphones: readonly Device[];
  readonly cameras: readonly Device[];
  readonly speakers: readonly Device[];
  /** Chosen speaker, empty for the system's own choice. */
  readonly speakerId: string;
}

/**
 * This browser's microphone and camera. Asks only for what is on. A camera that is off is released (its light goes out); a
 * microphone that is off stays open but silent, and its track is handed out to nobody, so that the first word after
 * switching it on is heard. `stop` releases both.
 */
export interface LocalMediaController extends Observable<LocalMediaSnapshot> {
  /** Switches both at once, so that the browser asks once. One that fails does not hide the other. Never rejects. */
  start: (wanted: Readonly<Record<DeviceKind, boolean>>) => Promise<void>;
  /** Switches one on or off; also the way to try again after an error. Never rejects: see `error`. */
  setOn: (kind: DeviceKind, on: boolean) => Promise<void>;
  /** Chooses a device and remembers it; takes effect at once if the source is on. */
  select: (kind: DeviceKind | 'speaker', deviceId: string) => Promise<void>;
  /** Releases everything and forgets that it was wanted. */
  stop: () => void;
  dispose: () => void;
}
