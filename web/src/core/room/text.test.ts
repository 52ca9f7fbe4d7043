import { describe, expect, it } from 'vitest';
import { cleanText, codePoints, splitLinks } from './text';
import { visitorId } from './visitor';

describe('splitLinks', () => {
  it.each([
    ['no link', ['no link']],
    ['see https://a.example/x?y=1#z.', ['see ', '>https://a.example/x?y=1#z', '.']],
    ['(http://a.example)', ['(', '>http://a.example', ')']],
    ['링크: https://a.example/독서입니다。', ['링크: ', '>https://a.example/독서입니다', '。']],
    [
      'javascript:alert(1) data:text/html,x file:///etc',
      ['javascript:alert(1) data:text/html,x file:///etc'],
    ],
    ['https://', ['https://']],
    ['https://a https://b', ['>https://a', ' ', '>https://b']],
    ['<https://a.example>', ['<', '>https://a.example', '>']],
  ])('cuts %j', (text, parts) => {
    expect(splitLinks(text).map((part) => (part.href === undefined ? '' : '>') + part.text)).toEqual(parts);
  });

  it('leads only to where the text says', () => {
    for (const { href } of splitLinks('https://a.example/<b> http://user@b.example'))
      if (href !== undefined) expect(href).toMatch(/^https?:/);
  });
});

it('counts and keeps what people see as it is', () => {
  expect(codePoints('👩‍👩‍👧')).toBe(5);
  expect(cleanText(' 가\r\n나\t다 ')).toBe('가\n나\t다');
  expect(cleanText('\u1100\u1161')).toBe('가');
});

describe('the name of this browser', () => {
  it('is random, kept, and made anew where the storage is of no use', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: () => undefined,
    };
    const id = visitorId(storage);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(visitorId(storage)).toBe(id);
    kept.forEach((_, key) => kept.set(key, 'broken'));
    expect(visitorId(storage)).not.toBe(id);
    const refuse = () => {
      throw new Error('refused');
    };
    expect(visitorId({ getItem: refuse, setItem: refuse, removeItem: refuse })).toMatch(/^[0-9a-f]{32}$/);
  });
});
