/** What one person is sent of one picture. */
export interface VideoLimit {
  /** Bits per second. */
  readonly maxBitrate: number;
  /** Lines; a larger picture is scaled down. */
  readonly maxHeight: number;
  /** Pictures a second. */
  readonly maxFramerate: number;
}

/** What one person is sent in all. */
export interface SendingLimits {
  readonly camera: VideoLimit;
  /** Never scaled down: text is to stay readable, and comes less often instead. */
  readonly screen: VideoLimit;
}

export interface SendingConditions {
  /** In the room, oneself included. */
  readonly people: number;
  /** A screen is shared from here, too. */
  readonly sharing: boolean;
  readonly saving: boolean;
  /** How far a busy computer has stepped down; see {@link RELIEF_STEPS}. */
  readonly relief: number;
}

/** All that may leave a browser in a mesh, in bits per second, sound included: what a common home uplink carries. */
export const UPLINK_BUDGET = 2_500_000;
/** Set aside for each person's copy of the sound and for repair. */
export const AUDIO_SHARE = 64_000;
/** The sound of a shared screen, when there is one: music, too. */
export const SCREEN_AUDIO_SHARE = 64_000;
/** For the voice itself; the rest of its share is headers and repair. */
export const VOICE_BITRATE = 40_000;
/** All copies of the own camera together, with the data saver on. */
export const SAVER_BUDGET = 150_000;
/** The camera's part of what is left for pictures while a screen is shared. */
const CAMERA_BESIDE_SCREEN = 0.25;
const LEAST_BITRATE = 30_000;
const MOST_SCREEN_BITRATE = 2_000_000;

const SMALL_ROOMS: Readonly<Record<number, VideoLimit>> = {
  2: { maxBitrate: 1_500_000, maxHeight: 720, maxFramerate: 30 },
  3: { maxBitrate: 800_000, maxHeight: 540, maxFramerate: 30 },
  4: { maxBitrate: 500_000, maxHeight: 360, maxFramerate: 30 },
};

/** Smaller pictures for smaller rates: from this many bits per second on. */
const SIZES: readonly (readonly [from: number, maxHeight: number, maxFramerate: number])[] = [
  [1_200_000, 720, 30],
  [700_000, 540, 30],
  [400_000, 360, 25],
  [200_000, 240, 20],
  [0, 180, 15],
];

/** What a step of relief leaves of the rate, the lines and the pictures a second. */
const RELIEF: readonly (readonly [rate: number, lines: number, frames: number])[] = [
  [1, 1, 30],
  [0.7, 0.75, 20],
  [0.45, 0.5, 15],
  [0.3, 0.375, 10],
];

/** How often a busy computer can step down. */
export const RELIEF_STEPS = RELIEF.length - 1;

/** What is left of one copy's share for pictures. */
function pictureShare({ people, sharing }: SendingConditions): number {
  const copies = Math.max(1, people - 1);
  return Math.floor(UPLINK_BUDGET / copies) - AUDIO_SHARE - (sharing ? SCREEN_AUDIO_SHARE : 0);
}

function sized(bitrate: number): VideoLimit {
  const [, maxHeight, maxFramerate] = SIZES.find(([from]) => bitrate >= from) ?? [0, 180, 15];
  return { maxBitrate: Math.max(LEAST_BITRATE, Math.floor(bitrate)), maxHeight, maxFramerate };
}

function cameraLimit(conditions: SendingConditions): VideoLimit {
  const { people, sharing, saving } = conditions;
  const copies = Math.max(1, people - 1);
  const share = pictureShare(conditions);
  const room = SMALL_ROOMS[Math.max(2, people)] ?? sized(Math.min(500_000, share));
  const most = Math.min(
    sharing ? share * CAMERA_BESIDE_SCREEN : Infinity,
    saving ? SAVER_BUDGET / copies : Infinity,
  );
  return most < room.maxBitrate ? sized(most) : room;
}

function relieved(limit: VideoLimit, relief: number): VideoLimit {
  const [rate, lines, frames] = RELIEF[Math.min(relief, RELIEF_STEPS)] ?? [1, 1, 30];
  return {
    maxBitrate: Math.max(LEAST_BITRATE, Math.floor(limit.maxBitrate * rate)),
    maxHeight: Math.round(limit.maxHeight * lines),
    maxFramerate: Math.min(limit.maxFramerate, frames),
  };
}

function screenLimit(conditions: SendingConditions, camera: VideoLimit): VideoLimit {
  const left = Math.max(LEAST_BITRATE, pictureShare(conditions) - camera.maxBitrate);
  const frames = left >= 1_000_000 ? 15 : 8;
  return {
    maxBitrate: Math.min(MOST_SCREEN_BITRATE, left),
    maxHeight: Infinity,
    maxFramerate: conditions.saving ? 5 : frames,
  };
}

/** The limits of what each other person is sent in a mesh. All copies together stay under the budget at any size. */
export function sendingLimits(conditions: SendingConditions): SendingLimits {
  const camera = cameraLimit(conditions);
  const screen = screenLimit(conditions, camera);
  return { camera: relieved(camera, conditions.relief), screen };
}

/** How much to scale a capture of `height` lines down; 1 when it is small enough or its size is unknown. */
export function scaleDown(height: number | undefined, maxHeight: number): number {
  return height !== undefined && height > maxHeight ? height / maxHeight : 1;
}
