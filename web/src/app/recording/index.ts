export { startRecording, type RecordedScene, type Recorder } from './recorder';
export { discardRecording, saveRecording } from './shelf';
