/** How often a level is measured that is drawn as it is. */
export const LEVEL_INTERVAL_MS = 80;
/** How often it is enough to look whether somebody speaks. */
export const MARK_INTERVAL_MS = 200;

const QUIETEST_DB = -60;
const LOUDEST_DB = -12;

/** Loudness of samples between -1 and 1, as people hear it: 0 for silence, 1 for a raised voice. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
  return Math.min(1, Math.max(0, (decibels - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)));
}

const SPEECH = 0.42;
const QUIET = 0.28;
/** A breath between two sentences is no end, or the mark would flicker: quiet has to last for so many measurements. */
export const PAUSE = 5;

/** Speech starts above one level and ends below a lower one. */
export function isSpeech(level: number, before: boolean): boolean {
  return level > (before ? QUIET : SPEECH);
}

/** Whether somebody speaks, by one level after the other: quick to say so, slow to take it back. */
export class SpeechMark {
  private quiet = PAUSE;

  get speaking(): boolean {
    return this.quiet < PAUSE;
  }

  /** True when that changed. */
  note(level: number): boolean {
    const before = this.speaking;
    if (isSpeech(level, before)) this.quiet = 0;
    else if (before) this.quiet += 1;
    return this.speaking !== before;
  }
}

export interface LevelWatcher {
  /** Measures a track until the returned function is called, every `interval` milliseconds. */
  watch: (track: MediaStreamTrack, listener: (level: number) => void, interval?: number) => () => void;
}

/** How far behind what is measured may be, in seconds: the longer, the more seldom the browser works at it. */
const LATENCY = 0.08;

/** Measures through Web Audio, with one context for the page, made when it is first needed and at rest while it is not. */
export function createLevelWatcher(): LevelWatcher {
  let context: AudioContext | undefined;
  let watchers = 0;
  const begin = (): AudioContext => {
    context ??= new AudioContext({ latencyHint: LATENCY });
    watchers += 1;
    void context.resume();
    return context;
  };
  const end = (): void => {
    watchers -= 1;
    if (watchers === 0) void context?.suspend();
  };
  return {
    watch: (track, listener, interval = LEVEL_INTERVAL_MS) => {
      const audio = begin();
      const source = audio.createMediaStreamSource(new MediaStream([track]));
      const analyser = new AnalyserNode(audio, { fftSize: 1024 });
      const samples = new Float32Array(analyser.fftSize);
      source.connect(analyser);
      const timer = setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        listener(track.enabled ? levelOf(samples) : 0);
      }, interval);
      return () => {
        clearInterval(timer);
        source.disconnect();
        end();
      };
    },
  };
}
