import { expect, it } from 'vitest';
import { hueOf, HUES, initials } from './names';

it.each([
  ['김민수', '민수'],
  ['남궁민', '궁민'],
  ['이 하은', '이하'],
  ['Ada Lovelace', 'AL'],
  ['guillermo fernández de la cruz', 'GC'],
  ['émile', 'É'],
  ['👩‍👩‍👧 family', '👩‍👩‍👧F'],
  ['  ', ''],
])('shortens %j to %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

it('gives the same colour to the same person', () => {
  expect(hueOf('p1')).toBe(hueOf('p1'));
  expect(new Set(Array.from({ length: 40 }, (_, at) => hueOf(`id-${at}`))).size).toBe(HUES.length);
});
