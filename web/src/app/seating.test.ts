import { expect, it } from 'vitest';
import { hear, NOBODY_SEATED, seat } from './seating';

const none = new Set<string>();

it('moves nobody while those in sight speak', () => {
  const seated = seat(NOBODY_SEATED, ['a', 'b', 'c']);
  const heard = ['b', 'c', 'a', ''].reduce(
    (now, speaker) => hear(now, speaker, ['a', 'b', 'c'], none),
    seated,
  );
  expect(heard.order).toBe(seated.order);
  expect(seat(heard, ['c', 'b', 'a'])).toBe(heard);
});

it('lets a speaker from another page take the place of who was silent longest', () => {
  const seated = seat(NOBODY_SEATED, ['a', 'b', 'c', 'd']);
  const inSight = ['a', 'b'];
  const heard = ['b', 'a', 'd'].reduce((now, speaker) => hear(now, speaker, inSight, none), seated);
  expect(heard.order).toEqual(['a', 'd', 'c', 'b']);
  expect(hear(heard, 'd', ['a', 'd'], none)).toBe(heard);
});
