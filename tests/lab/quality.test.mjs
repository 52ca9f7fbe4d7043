// What a person is told of the ways to the others.
import { after, before, test } from 'node:test';
import { Call } from './support/call.mjs';

let call, ann;
before(async () => {
  call = await Call.among(['ann', 'ben', 'cho']);
  [ann] = call.people;
});
after(() => call?.end());

/** Waits until the names of the tiles of exactly these people say that their connection is poor; resolves with the seconds it took. */
async function poorAre(person, ...names) {
  const from = performance.now();
  await person.page.waitForFunction(
    (words, expected) => {
      const others = [...document.querySelectorAll('.stage li:not([aria-label*="(you)"])')].map((tile) => tile.getAttribute('aria-label'));
      const poor = others.filter((label) => label.includes(words)).map((label) => label.split(':')[0]);
      return others.length === 2 && poor.sort().join() === expected;
    },
    { polling: 50 },
    person.words('tile.quality.poor'),
    names.join(),
  );
  return ((performance.now() - from) / 1000).toFixed(1);
}

test('5 % loss is said of the person whose way it is on, and no longer when it is over', async (t) => {
  await poorAre(ann);
  await call.homes[1].drop({ percent: 5 });
  t.diagnostic(`poor after ${await poorAre(ann, 'ben')} s`);
  await call.network.heal();
  t.diagnostic(`no longer after ${await poorAre(ann)} s`);
});
