import type { Quality, Sending } from '../types';

/** Why less is sent than could be, as the browser says. */
export type LimitReason = 'none' | 'cpu' | 'bandwidth' | 'other';

/** How packets travel: straight to the other person, or through a relay, and by what. */
export interface PathStatistics {
  readonly kind: 'direct' | 'relay';
  /** Between this browser and the first hop. */
  readonly transport: 'udp' | 'tcp' | 'tls';
}

/** One stream, one way. What is not known is absent. */
export interface StreamStatistics {
  readonly source: Sending;
  /** Bits per second over the last interval. */
  readonly bitrate: number;
  /** Such as `VP8` or `opus`. */
  readonly codec?: string;
  readonly width?: number;
  readonly height?: number;
  readonly framesPerSecond?: number;
  /** Part of the packets of the last interval that did not arrive, 0 to 1; of what is sent, as the other side reports it. */
  readonly loss?: number;
  /** Milliseconds. */
  readonly jitter?: number;
  /** Part of the last interval in which the picture stood still, 0 to 1. */
  readonly frozen?: number;
  /** Of what is sent only. */
  readonly limit?: LimitReason;
}

/** One person's connection as measured here. */
export interface PersonStatistics {
  readonly id: string;
  readonly quality: Quality;
  /** Bits per second, everything together. */
  readonly upBitrate: number;
  readonly downBitrate: number;
  readonly up: readonly StreamStatistics[];
  readonly down: readonly StreamStatistics[];
  /** Milliseconds there and back. */
  readonly roundTripTime?: number;
  readonly path?: PathStatistics;
}

export interface CallStatistics {
  /** When it was measured, in milliseconds of the injected clock; 0 before the first time. */
  readonly at: number;
  /** In the order of the participants. */
  readonly people: readonly PersonStatistics[];
}

export const NO_STATISTICS: CallStatistics = { at: 0, people: [] };
