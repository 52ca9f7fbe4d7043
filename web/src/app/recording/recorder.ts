import type { TileModel } from '../tiles';
import { RecordingCanvas } from './canvas';
import { allRecordings, recordingName, rememberRecordings } from './kept';
import { Mixer } from './mixer';
import { RecordingWriter } from './writer';

/** What is recorded right now. */
export interface RecordedScene {
  readonly tiles: readonly TileModel[];
  readonly featured: string | undefined;
  readonly sounds: readonly MediaStreamTrack[];
}

export interface RecordingParts {
  readonly room: string;
  readonly scene: () => RecordedScene;
  /** It cannot go on: what was written so far is kept. */
  readonly onFailed: (reason: string) => void;
}

export interface Recorder {
  readonly name: string;
  /** Ends the recording; resolves when all of it is in the file. */
  readonly stop: () => Promise<void>;
}

/** Pictures per second. */
const RATE = 20;
/** What a tab that is killed loses at most, in milliseconds. */
const CHUNK_MS = 1000;
const VIDEO_BITS = 2_500_000;

/** In the order they are wanted: a file of the first kind can be played even where it was cut off. */
const KINDS = [
  ['video/webm;codecs=vp8,opus', 'webm'],
  ['video/webm', 'webm'],
  ['video/mp4', 'mp4'],
] as const;

/** Records everybody's pictures and sound into a file that grows on the disk. Rejects where the browser cannot. */
export async function startRecording({ room, scene, onFailed }: RecordingParts): Promise<Recorder> {
  const kind = KINDS.find(([type]) => MediaRecorder.isTypeSupported(type));
  if (!kind) throw new Error('no format to record in');
  const [mimeType, ending] = kind;
  const name = recordingName(room, new Date(), ending);
  const canvas = new RecordingCanvas();
  const mixer = new Mixer();
  const draw = (): void => {
    const { tiles, featured, sounds } = scene();
    canvas.draw(tiles, featured);
    mixer.sync(sounds);
  };
  const writer = new RecordingWriter({ onTick: draw, onFailed });
  await writer.open(name, 1000 / RATE);
  rememberRecordings([...allRecordings(), name]);
  draw();
  const tracks = [
    ...canvas.canvas.captureStream(RATE).getVideoTracks(),
    ...(mixer.track ? [mixer.track] : []),
  ];
  const recorder = new MediaRecorder(new MediaStream(tracks), { mimeType, videoBitsPerSecond: VIDEO_BITS });
  let written = Promise.resolve();
  recorder.addEventListener('dataavailable', ({ data }) => {
    // One after the other, in the order they came.
    if (data.size > 0) written = written.then(() => writer.write(data));
  });
  recorder.addEventListener('error', () => onFailed('the browser stopped recording'));
  recorder.start(CHUNK_MS);
  return {
    name,
    stop: async () => {
      await ended(recorder);
      await written;
      for (const track of tracks) track.stop();
      canvas.close();
      mixer.close();
      await writer.close();
    },
  };
}

function ended(recorder: MediaRecorder): Promise<void> {
  if (recorder.state === 'inactive') return Promise.resolve();
  return new Promise((resolve) => {
    recorder.addEventListener('stop', () => resolve(), { once: true });
    recorder.stop();
  });
}
