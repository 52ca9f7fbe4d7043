import type { Observable } from './observable';
import type { CallStatistics } from './statistics/types';

/** What somebody sends. The names are those of the signaling protocol's participant state. */
export type Source = 'microphone' | 'camera' | 'screen';

/** Who sends what, as told by the one who sends it, and whether they record the call; absent means no. */
export type SourceState = Readonly<Record<Source, boolean> & { recording?: boolean }>;

/** What is sent on a line of its own: the sources, and the sound that belongs to a shared screen. */
export type Sending = Source | 'screenAudio';

/** Media between this browser and one other person. */
export type LinkState = 'connecting' | 'connected' | 'unstable' | 'reconnecting' | 'failed';

/** The one visible state of the call: the socket's and everybody's media in one word. */
export type ConnectionState = 'connecting' | 'connected' | 'unstable' | 'reconnecting' | 'offline' | 'failed';

/**
 * Where the call is.
 * - `idle`: never joined, or reset.
 * - `joining`: asked for a place; no answer yet.
 * - `joined`: in the room, also while the socket is away and will come back.
 * - `waiting`: asked to be let in; the hosts decide. `leave` cancels.
 * - `full`: refused, the room holds its limit; `join` or `retry` asks again.
 * - `denied`: the hosts did not let one in; `error` says why; `retry` asks again.
 * - `removed`: taken out by a host, for as long as this call goes on.
 * - `left`: left on purpose.
 * - `moved`: the same place is now held by another page (a second tab, a second window); `retry` takes it back.
 * - `failed`: refused or unreachable for good; `error` says why; `retry` asks again.
 */
export type CallPhase =
  'idle' | 'joining' | 'waiting' | 'joined' | 'full' | 'denied' | 'removed' | 'left' | 'moved' | 'failed';

/** Codes of the signaling protocol, and those this client adds. */
export type CallErrorCode =
  | 'bad_request'
  | 'room_full'
  | 'too_many_rooms'
  | 'not_in_room'
  | 'no_such_user'
  | 'self_addressed'
  | 'unknown_event'
  | 'room_locked'
  | 'password_required'
  | 'wrong_password'
  | 'removed'
  | 'invite_invalid'
  | 'room_not_open'
  | 'too_many_waiting'
  | 'not_allowed'
  | 'too_fast'
  | 'denied'
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
  /** The sound of what is on the shared screen. */
  readonly screenAudio?: MediaStreamTrack;
}

/**
 * How well one person is heard and seen here, from what was measured: never better than `unknown` without figures.
 * `poor` is noticed by everybody, `fair` by those who listen for it.
 */
export type Quality = 'unknown' | 'excellent' | 'good' | 'fair' | 'poor';

/** Somebody else in the room. */
export interface Participant {
  /** Public id: stays the same while the person is in the room, never used again. */
  readonly id: string;
  /** What the person calls itself, cleaned for display; may be empty. */
  readonly label: string;
  readonly state: SourceState;
  readonly link: LinkState;
  readonly tracks: ParticipantTracks;
  /** Cut off from the server, which keeps the place for a while. Media may go on meanwhile. */
  readonly away: boolean;
  readonly quality: Quality;
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
  /** Who speaks now, by public id; empty when nobody has yet. Never oneself. */
  readonly activeSpeaker: string;
  /** See {@link CallClient.setDataSaver}. */
  readonly dataSaver: boolean;
  /** This computer is too busy: a smaller picture of one's own is sent until it is not. */
  readonly overloaded: boolean;
  /** For the same reason nobody's camera is received but that of whoever spoke last. */
  readonly sparing: boolean;
  /** Names this life of the room, to be told to who runs the server: it is in the server's log too. Empty until known. */
  readonly callId: string;
  readonly error?: CallError;
}

export interface JoinRequest {
  readonly room: string;
  readonly label: string;
  /** What a room with manners asks for; only what is there is sent. Kept for `retry` and for every return. */
  readonly password?: string;
  readonly invite?: string;
  /** A random name this browser keeps, by which a host's removal holds. */
  readonly visitor?: string;
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
  setLocalTrack: (source: Sending, track: MediaStreamTrack | null) => void;
  /** Changes the label the others see. */
  setLabel: (label: string) => void;
  /**
   * Spares the data plan: sound first, a small picture of one's own, a shared screen at few frames, and no cameras of the
   * others, who are asked not to send them. Shared screens still come.
   */
  setDataSaver: (on: boolean) => void;
  /** Tells everybody that this browser records the call, or does no longer. */
  setRecording: (on: boolean) => void;
  /** Ids of those who are heard right now: a short pause is no end. Apart from the snapshot, because it changes so often. */
  speaking: () => Observable<ReadonlySet<string>>;
  /** Figures about everybody's connection, measured anew every two seconds while in a call. */
  statistics: () => Observable<CallStatistics>;
  /** Tries again now: the refused or failed join, the place another page took, the socket while it is away, and every failed link. */
  retry: () => void;
  /**
   * The page is put away whole and may be shown again (the browser's back and forward): gives up the place until `wake`,
   * which takes it again, with the same id.
   */
  suspend: () => void;
  wake: () => void;
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
  /** It is on, and the system gives it to something else for now: a phone call, another app. */
  readonly interrupted?: true;
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
  /** Asks again for what is on and gives nothing: after a phone call, or when the page is looked at again. Never rejects. */
  renew: () => Promise<void>;
  /**
   * The microphone while it is off but open, for this computer to listen to alone; null when it is not open. The caller
   * stops it.
   */
  listen: () => MediaStreamTrack | null;
  /** Releases everything and forgets that it was wanted. */
  stop: () => void;
  dispose: () => void;
}

/**
 * Why no screen is shared.
 * - `denied`: refused in the page, or nothing chosen. `denied_by_system`: refused by the operating system.
 * - `failed`: the system could not capture it. `unsupported`: this browser cannot share a screen (phones mostly).
 */
export type ScreenShareError = 'denied' | 'denied_by_system' | 'failed' | 'unsupported';

export interface ScreenShareSnapshot {
  /** This browser can share a screen at all. */
  readonly supported: boolean;
  /** The browser is asking what to share. */
  readonly pending: boolean;
  /** What is shared; null while nothing is. */
  readonly track: MediaStreamTrack | null;
  /** The sound that goes with it; null when none was given. */
  readonly audio: MediaStreamTrack | null;
  /** Smooth rather than sharp: for films, not for text. */
  readonly motion: boolean;
  readonly error?: ScreenShareError;
}

/** This browser's shared screen: beside the camera, with the sound of what is shared where the browser gives it. */
export interface ScreenShareController extends Observable<ScreenShareSnapshot> {
  /** Lets the person choose what to share; needs a click. Never rejects: see `error`. */
  start: () => Promise<void>;
  stop: () => void;
  /** Also while sharing. */
  setMotion: (motion: boolean) => void;
  dispose: () => void;
}
