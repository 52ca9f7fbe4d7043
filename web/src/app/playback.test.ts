import { expect, it, vi } from 'vitest';
import { Playback, type AudioOutput } from './playback';

interface FakeOutput extends AudioOutput {
  played: number;
  sink: string;
}

function build(refusing = { now: false }) {
  const outputs: FakeOutput[] = [];
  const playback = new Playback({
    newStream: (track) => ({ track }) as unknown as MediaStream,
    newOutput: () => {
      const output: FakeOutput = {
        srcObject: null,
        autoplay: false,
        played: 0,
        sink: '',
        pause: () => undefined,
        setSinkId: (id) => {
          output.sink = id;
          return Promise.resolve();
        },
        play: () => {
          if (refusing.now) return Promise.reject(new DOMException('no', 'NotAllowedError'));
          output.played += 1;
          return Promise.resolve();
        },
      };
      outputs.push(output);
      return output;
    },
  });
  return { playback, outputs };
}

const track = (id: string) => ({ id }) as MediaStreamTrack;

it('plays one output per person and lets go of who left', () => {
  const { playback, outputs } = build();
  const a = track('a');
  playback.sync(new Map([['a', a]]));
  playback.sync(new Map([['a', a], ['b', track('b')]])); // prettier-ignore
  playback.sync(new Map([['b', track('b2')]]));
  expect(outputs.map(({ played }) => played)).toEqual([1, 1, 1]);
  expect(outputs.map(({ srcObject }) => srcObject !== null)).toEqual([false, false, true]);
});

it('asks for a touch when the browser refuses, and one touch starts everybody', async () => {
  const refusing = { now: true };
  const { playback, outputs } = build(refusing);
  playback.sync(new Map([['a', track('a')], ['b', track('b')]])); // prettier-ignore
  await vi.waitFor(() => expect(playback.getSnapshot().blocked).toBe(true));
  refusing.now = false;
  playback.resume();
  expect(playback.getSnapshot().blocked).toBe(false);
  expect(outputs.map(({ played }) => played)).toEqual([1, 1]);
});

it('moves everybody to the chosen speaker, newcomers too', () => {
  const { playback, outputs } = build();
  playback.sync(new Map([['a', track('a')]]));
  playback.setSpeaker('headset');
  playback.sync(new Map([['b', track('b')]]));
  expect(outputs.map(({ sink }) => sink)).toEqual(['headset', 'headset']);
});
