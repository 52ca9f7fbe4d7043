import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Announcer, mergeNews, QUIET_MS, type NewsWords } from './announcer';

const words: NewsWords = {
  entered: (name) => `${name} 님이 들어왔습니다`,
  enteredMany: (count) => `${count}명이 들어왔습니다`,
  left: (name) => `${name} 님이 나갔습니다`,
  leftMany: (count) => `${count}명이 나갔습니다`,
  wrote: (name, text) => `${name} 님의 메시지: ${text}`,
  wroteMany: (count) => `새 메시지 ${count}개`,
  reacted: (name, text) => `${name} 님: ${text}`,
  reactedMany: (count) => `반응 ${count}개`,
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('names a few and counts many', () => {
  const entered = (name: string) => ({ kind: 'entered' as const, name });
  expect(mergeNews([entered('민수'), { kind: 'left', name: 'Ada' }], words)).toBe(
    '민수 님이 들어왔습니다. Ada 님이 나갔습니다',
  );
  expect(mergeNews(['a', 'b', 'c', 'd'].map(entered), words)).toBe('4명이 들어왔습니다');
  const wrote = (text: string) => ({ kind: 'wrote' as const, name: '민수', text });
  expect(mergeNews([wrote('안녕')], words)).toBe('민수 님의 메시지: 안녕');
  expect(mergeNews(['a', 'b', 'c', 'd'].map(wrote), words)).toBe('새 메시지 4개');
});

it('speaks at once, then gathers', () => {
  const announcer = new Announcer();
  announcer.setWords(words);
  const heard: string[] = [];
  announcer.subscribe(() => heard.push(announcer.getSnapshot()));
  announcer.say('Connected');
  announcer.say({ kind: 'entered', name: '민수' });
  announcer.say('Microphone off');
  expect(heard).toEqual(['Connected']);
  vi.advanceTimersByTime(QUIET_MS);
  expect(heard).toEqual(['Connected', '민수 님이 들어왔습니다. Microphone off']);
});

it('says the same thing twice when it happens twice', () => {
  const announcer = new Announcer();
  const heard: string[] = [];
  announcer.subscribe(() => heard.push(announcer.getSnapshot().trim()));
  announcer.say('Copied');
  vi.advanceTimersByTime(QUIET_MS * 2);
  announcer.say('Copied');
  expect(heard).toEqual(['Copied', 'Copied']);
});
