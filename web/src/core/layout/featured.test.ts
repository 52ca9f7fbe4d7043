import { expect, it } from 'vitest';
import { featuredTile, type FeaturedInput } from './index';

const input = (change: Partial<FeaturedInput>): FeaturedInput => ({
  keys: ['a', 'b-screen', 'b', 'c-screen', 'c', 'self'],
  choice: 'auto',
  pinned: undefined,
  screens: [],
  screen: undefined,
  speaker: undefined,
  ...change,
});

it.each([
  ['nobody while all are alike', {}, undefined],
  [
    'nobody in a grid, whatever is shared and whoever speaks',
    { choice: 'grid', screens: ['b-screen'], speaker: 'a' },
    undefined,
  ],
  ['a shared screen by itself', { screens: ['b-screen'] }, 'b-screen'],
  ['the screen that came last', { screens: ['b-screen', 'c-screen'] }, 'c-screen'],
  ['the screen that was chosen', { screens: ['b-screen', 'c-screen'], screen: 'b-screen' }, 'b-screen'],
  ['the other screen when the chosen one is over', { screens: ['c-screen'], screen: 'gone' }, 'c-screen'],
  ['who speaks', { choice: 'speaker', speaker: 'c' }, 'c'],
  ['the first one before anybody spoke', { choice: 'speaker' }, 'a'],
  ['a screen rather than who speaks', { choice: 'speaker', speaker: 'a', screens: ['b-screen'] }, 'b-screen'],
  ['the pinned one above all', { choice: 'grid', pinned: 'a', screens: ['b-screen'] }, 'a'],
  ['nobody when the pinned one has left', { pinned: 'gone' }, undefined],
] as const)('makes %s large', (_, change, expected) => {
  expect(featuredTile(input(change))).toBe(expected);
});
