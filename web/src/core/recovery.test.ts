import { expect, it } from 'vitest';
import { RECOVERY_PATIENCE, Recovery, type Attempt } from './recovery';
import { VirtualClock } from './testing/virtual-clock';

/** What one side tries after a loss that nothing helps against, and when; with the same chance each time. */
async function attemptsWith(chance: number): Promise<[number, Attempt][]> {
  const clock = new VirtualClock();
  const attempts: [number, Attempt][] = [];
  const recovery = new Recovery({
    clock,
    random: () => chance,
    goesFirst: true,
    attempt: (what) => attempts.push([clock.now(), what]),
    onChange: () => undefined,
  });
  recovery.connected();
  recovery.lost();
  await clock.advance(RECOVERY_PATIENCE * 2);
  expect(recovery.state).toBe('exhausted');
  return attempts;
}

it('a loss is met at once, twice more soon, by a new connection within eight seconds, and then patiently', async () => {
  expect((await attemptsWith(0)).slice(0, 5)).toEqual([
    [0, 'restart'],
    [2_000, 'restart'],
    [4_000, 'rebuild'],
    [8_000, 'restart'],
    [12_000, 'restart'],
  ]);
  expect((await attemptsWith(1)).slice(0, 5)).toEqual([
    [0, 'restart'],
    [4_000, 'restart'],
    [8_000, 'rebuild'],
    [19_000, 'restart'],
    [30_000, 'restart'],
  ]);
});
