import type { CallSnapshot, Participant, SourceState } from './types';

const SILENT: SourceState = { microphone: false, camera: false, screen: false };

/** A call before anything. */
export const IDLE: CallSnapshot = {
  phase: 'idle',
  connection: 'connecting',
  room: '',
  selfId: '',
  label: '',
  state: SILENT,
  limit: 0,
  participants: [],
  activeSpeaker: '',
  dataSaver: false,
  overloaded: false,
  sparing: false,
  callId: '',
};

export function sameState(one: SourceState, other: SourceState): boolean {
  const recording = (one.recording ?? false) === (other.recording ?? false);
  return (
    recording &&
    one.microphone === other.microphone &&
    one.camera === other.camera &&
    one.screen === other.screen
  );
}

function sameParticipant(one: Participant, other: Participant): boolean {
  const { state, ...rest } = one;
  const { state: otherState, ...otherRest } = other;
  return sameState(state, otherState) && sameFields(rest, otherRest);
}

function sameFields(one: object, other: object): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => one[key as keyof object] === other[key as keyof object]);
}

/** `next`, with everything of `before` that did not change: the same objects, so that views of them stay as they are. */
export function keepParticipants(
  before: readonly Participant[],
  next: readonly Participant[],
): readonly Participant[] {
  const kept = next.map((person) => {
    const last = before.find(({ id }) => id === person.id);
    return last && sameParticipant(last, person) ? last : person;
  });
  const all = kept.length === before.length && kept.every((person, index) => person === before[index]);
  return all ? before : kept;
}

/** `next`, or `last` when it says the same. */
export function keepSnapshot(last: CallSnapshot, next: CallSnapshot): CallSnapshot {
  const kept = { ...next, state: sameState(last.state, next.state) ? last.state : next.state };
  return sameFields(last, kept) ? last : kept;
}
