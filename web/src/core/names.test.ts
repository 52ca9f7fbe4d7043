import { webcrypto } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { newRoomName, normalizeLabel, normalizeRoom, roomFromPath, roomPath } from './names';

// Node 18 has it, but not as a global.
vi.stubGlobal('crypto', webcrypto);

const bytes = (text: string) => new TextEncoder().encode(text).length;
const RIGHT_TO_LEFT_OVERRIDE = '\u202E';

describe('newRoomName', () => {
  it('has at least 96 random bits, 5 for each symbol', () => {
    expect(newRoomName().replaceAll('-', '').length * 5).toBeGreaterThanOrEqual(96);
  });

  it('uses every symbol alike and only such as need no escaping in a link', () => {
    const symbols = new Set<string>();
    for (let byte = 0; byte < 256; byte += 1) {
      symbols.add(newRoomName((count) => new Uint8Array(count).fill(byte)).charAt(0));
    }
    expect(symbols.size).toBe(32);
    expect(newRoomName()).toMatch(/^([0-9a-z]{5}-){3}[0-9a-z]{5}$/);
  });

  it('does not repeat itself', () => {
    expect(new Set(Array.from({ length: 1000 }, () => newRoomName())).size).toBe(1000);
  });
});

describe('room links', () => {
  it.each(['abc', '회의실 1', '🧑‍🚀', 'a/b', '100%', '?#&', '__proto__', '...'])('lead back to %s', (room) => {
    expect(roomFromPath(roomPath(room))).toBe(room);
    expect(roomFromPath(new URL(roomPath(room), 'https://example.org').pathname)).toBe(room);
  });

  it.each(['/', '/r', '/r/', '/r/a/b', '/x/abc', '/r/%E0%A4%A', '/r/%20', '/r/..'])('are not %s', (path) => {
    expect(roomFromPath(path)).toBeNull();
  });

  it('meet in one room however the name was composed', () => {
    expect(roomFromPath(roomPath('회의'.normalize('NFD')))).toBe('회의'.normalize('NFC'));
  });

  it('allow a closing slash', () => {
    expect(roomFromPath('/r/abc/')).toBe('abc');
  });
});

describe('normalizeRoom', () => {
  it('takes exactly what the server takes', () => {
    expect(normalizeRoom('가'.repeat(42))).toBe('가'.repeat(42));
    expect(normalizeRoom('가'.repeat(43))).toBeNull();
    expect(normalizeRoom('  ')).toBeNull();
  });

  it('never makes a link that cannot be written', () => {
    expect(() => roomPath('\uD800')).not.toThrow();
    expect(normalizeRoom('\uD800')).toBe('\uFFFD');
  });
});

describe('normalizeLabel', () => {
  it.each([
    ['  Minsu   Kim ', 'Minsu Kim'],
    ['a\u0000b\nc\td', 'a b c d'],
    [`${RIGHT_TO_LEFT_OVERRIDE}evil\u2066`, 'evil'],
    ['민수'.normalize('NFD'), '민수'],
    ['\uD83D', ''],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('makes %j %j', (text, label) => {
    expect(normalizeLabel(text)).toBe(label);
  });

  it('keeps 40 characters as people count them', () => {
    expect(normalizeLabel('é'.normalize('NFD').repeat(60))).toBe('é'.normalize('NFC').repeat(40));
  });

  it('never exceeds 128 bytes and never cuts a character', () => {
    const family = '👨‍👩‍👧‍👦';
    const label = normalizeLabel(family.repeat(10_000));
    expect(bytes(label)).toBeLessThanOrEqual(128);
    expect(label).toBe(family.repeat(5));
    expect(bytes(normalizeLabel(`a${'\u0301'.repeat(5000)}`))).toBeLessThanOrEqual(128);
  });
});
