import { describe, expect, it } from 'vitest';
import { ActiveSpeaker, HOLD, LINGER, TAKE_AFTER } from './speaker';
import { World, type Person } from './testing/world';

const STEP = 50;

/** Who has the stage, as it changes; `level` says how loud each is at a time. */
function follow(until: number, level: (id: string, now: number) => number, ids = ['a', 'b', 'c']) {
  const speaker = new ActiveSpeaker();
  const changes: [number, string][] = [];
  for (let now = 0; now <= until; now += STEP) {
    const before = speaker.current;
    speaker.note(now, new Map(ids.map((id) => [id, level(id, now)])));
    if (speaker.current !== before) changes.push([now, speaker.current]);
  }
  return changes;
}

describe('the active speaker', () => {
  it('is nobody while nobody speaks, whatever the fans do', () => {
    expect(follow(10_000, () => 0.01)).toEqual([]);
  });

  it('takes the stage after so much speech, and keeps it in silence', () => {
    expect(follow(10_000, (id, now) => (id === 'b' && now >= 1_000 && now < 2_000 ? 0.3 : 0))).toEqual([
      [1_000 + TAKE_AFTER, 'b'],
    ]);
  });

  it('is not whoever coughs', () => {
    expect(follow(10_000, (id, now) => (id === 'b' && now % 2_000 < TAKE_AFTER ? 0.9 : 0))).toEqual([]);
  });

  it('pauses between words without losing the place in the queue', () => {
    const talking = (id: string, now: number) => (id === 'a' && now % 400 < 200 ? 0.2 : 0);
    expect(follow(2_000, talking)).toEqual([[400, 'a']]);
  });

  it('keeps the stage for a while, also when another is louder', () => {
    const changes = follow(6_000, (id, now) => (id === 'a' ? 0.2 : id === 'b' && now >= 500 ? 0.8 : 0));
    expect(changes).toEqual([
      [TAKE_AFTER, 'a'],
      [TAKE_AFTER + HOLD, 'b'],
    ]);
  });

  it('does not flicker between two who speak alike', () => {
    const noise = (id: string, now: number) => 0.2 + 0.05 * Math.sin(now * (id === 'a' ? 1.3 : 1.7));
    const changes = follow(60_000, noise, ['a', 'b']);
    for (const [index, [at]] of changes.entries())
      if (index > 0) expect(at - (changes[index - 1]?.[0] ?? 0)).toBeGreaterThanOrEqual(HOLD);
  });

  it('who goes leaves the stage empty', () => {
    const speaker = new ActiveSpeaker();
    for (let now = 0; now <= 1_000; now += STEP) speaker.note(now, new Map([['a', 0.5]]));
    expect(speaker.current).toBe('a');
    speaker.note(1_100, new Map([['b', 0]]));
    expect(speaker.current).toBe('');
  });
});

describe('who is heard', () => {
  const NOBODY: ReadonlySet<string> = new Set();
  const levels = (...loud: number[]) => new Map(loud.map((level, at) => ['abc'.charAt(at), level]));

  it('is everybody who speaks, from the first word to a while after the last', () => {
    const speaker = new ActiveSpeaker();
    speaker.note(0, levels(0.3, 0.01, 0.2));
    expect([...speaker.speaking(0, NOBODY)]).toEqual(['a', 'c']);
    speaker.note(LINGER, levels(0, 0, 0.2));
    expect([...speaker.speaking(LINGER, NOBODY)]).toEqual(['a', 'c']);
    expect([...speaker.speaking(LINGER + 1, NOBODY)]).toEqual(['c']);
  });

  it('stays the same object until somebody begins, ends, or goes', () => {
    const speaker = new ActiveSpeaker();
    speaker.note(0, new Map([['a', 0.3]]));
    const first = speaker.speaking(0, NOBODY);
    expect(speaker.speaking(LINGER, first)).toBe(first);
    speaker.note(LINGER, new Map([['b', 0.3]]));
    expect([...speaker.speaking(LINGER, first)]).toEqual(['b']);
  });
});

it('is told in a call, and is never oneself', async () => {
  const world = new World(91);
  const [one, other] = (await world.call(2)) as [Person, Person];
  const receiving = world.network
    .open()
    .find(
      ({ transceivers }) =>
        transceivers[0]?.receiver.track.asTrack === one.client.getSnapshot().participants[0]?.tracks.audio,
    );
  const receiver = receiving?.transceivers[0]?.receiver;
  if (!receiver) throw new Error('nothing is received');
  receiver.level = 0.4;
  await world.clock.advance(1_000);
  expect(one.client.getSnapshot().activeSpeaker).toBe(other.client.getSnapshot().selfId);
  expect(other.client.getSnapshot().activeSpeaker).toBe('');
  expect([...one.client.speaking().getSnapshot()]).toEqual([other.client.getSnapshot().selfId]);
  one.client.leave();
  expect(one.client.speaking().getSnapshot().size).toBe(0);
});
