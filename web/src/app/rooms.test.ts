import { describe, expect, it } from 'vitest';
import { newRoomName } from '../core';
import { isRandomName, parseRoomInput, shortName } from './rooms';

describe('parseRoomInput', () => {
  it.each([
    ['book club', 'book club'],
    ['  독서 모임 ', '독서 모임'],
    ['https://meet.example.org/r/book-club', 'book-club'],
    ['meet.example.org:8080/r/%EB%8F%85%EC%84%9C?lang=ko#x', '독서'],
    ['/r/book-club/', 'book-club'],
    ['__proto__', '__proto__'],
  ])('takes %j for the room %j', (text, room) => {
    expect(parseRoomInput(text)).toEqual({ room });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['가'.repeat(43), 'long'],
    ['..', 'unusable'],
  ])('refuses %j as %s', (text, problem) => {
    expect(parseRoomInput(text)).toEqual({ problem });
  });
});

it('knows a random name from one that says something', () => {
  const name = newRoomName();
  expect(isRandomName(name)).toBe(true);
  expect(shortName(name)).toHaveLength(5);
  expect(isRandomName('book-club')).toBe(false);
});
