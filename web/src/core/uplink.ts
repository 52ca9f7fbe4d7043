/** What one person is sent of the own camera. */
export interface VideoLimit {
  /** Bits per second. */
  readonly maxBitrate: number;
  /** Lines; a larger picture is scaled down. */
  readonly maxHeight: number;
}

/** All that may leave a browser in a mesh, in bits per second, sound included: what a common home uplink carries. */
export const UPLINK_BUDGET = 2_500_000;
/** Set aside for each person's copy of the sound and for repair. */
export const AUDIO_SHARE = 64_000;

const SMALL_ROOMS: Readonly<Record<number, VideoLimit>> = {
  2: { maxBitrate: 1_500_000, maxHeight: 720 },
  3: { maxBitrate: 800_000, maxHeight: 540 },
  4: { maxBitrate: 500_000, maxHeight: 360 },
};

function heightFor(bitrate: number): number {
  if (bitrate >= 400_000) return 360;
  return bitrate >= 200_000 ? 240 : 180;
}

/** The limit for each copy of the camera in a mesh of `people`, oneself included. The total stays under the budget at any size. */
export function videoLimit(people: number): VideoLimit {
  const known = SMALL_ROOMS[Math.max(2, people)];
  if (known) return known;
  const share = Math.floor(UPLINK_BUDGET / (people - 1)) - AUDIO_SHARE;
  const maxBitrate = Math.max(30_000, Math.min(500_000, share));
  return { maxBitrate, maxHeight: heightFor(maxBitrate) };
}

/** How much to scale a capture of `height` lines down; 1 when it is small enough or its size is unknown. */
export function scaleDown(height: number | undefined, maxHeight: number): number {
  return height !== undefined && height > maxHeight ? height / maxHeight : 1;
}
