import { expect, it } from 'vitest';
import type { KeyValueStorage } from '../../core';
import { keptRecordings, recordingName, rememberRecordings } from './kept';

function memory(): KeyValueStorage & { readonly held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

it('remembers what is not saved yet, and nothing else', () => {
  const storage = memory();
  rememberRecordings(['a.webm', 'b.webm'], storage);
  expect(keptRecordings(storage)).toEqual(['a.webm', 'b.webm']);
  rememberRecordings([], storage);
  expect(storage.held.size).toBe(0);
});

it.each(['{', '{"a":1}', '[1,"a.webm",null]'])('takes %s for what of it can be used', (text) => {
  const storage = memory();
  storage.held.set('moim.recordings', text);
  expect(keptRecordings(storage)).toEqual(text.startsWith('[') ? ['a.webm'] : []);
  expect(keptRecordings(null)).toEqual([]);
});

it('names a recording after room and time, with nothing a file system refuses', () => {
  const at = new Date(2026, 2, 5, 9, 7, 3);
  expect(recordingName('독서 모임/:*', at, 'webm')).toBe('moim-독서-모임-2026-03-05-090703.webm');
});
