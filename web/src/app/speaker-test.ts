const NOTES = [523.25, 659.25, 783.99];
const NOTE_SECONDS = 0.22;

/** Plays three rising notes on a speaker. Resolves when they are over; never rejects. */
export async function playTestSound(speakerId: string): Promise<void> {
  const context = new AudioContext();
  try {
    const end = scheduleNotes(context, await destination(context, speakerId));
    await new Promise((resolve) => {
      end.addEventListener('ended', resolve);
    });
  } catch {
    // A speaker that refuses makes no sound; that is the answer of the test.
  } finally {
    void context.close();
  }
}

async function destination(context: AudioContext, speakerId: string): Promise<AudioNode> {
  if (speakerId === '') return context.destination;
  const stream = context.createMediaStreamDestination();
  const output: Omit<HTMLAudioElement, 'setSinkId'> & Partial<HTMLAudioElement> = new Audio();
  output.srcObject = stream.stream;
  await output.setSinkId?.(speakerId);
  await output.play();
  return stream;
}

function scheduleNotes(context: AudioContext, target: AudioNode): AudioScheduledSourceNode {
  const tones = NOTES.map((frequency, at) => {
    const from = context.currentTime + 0.05 + at * NOTE_SECONDS;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(0.2, from + 0.03);
    gain.gain.linearRampToValueAtTime(0, from + NOTE_SECONDS);
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(gain).connect(target);
    tone.start(from);
    tone.stop(from + NOTE_SECONDS);
    return tone;
  });
  const last = tones.at(-1);
  if (!last) throw new Error('no notes');
  return last;
}
