// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { focusOf, matchShortcut, ShortcutBoard, SHORTCUTS, type KeyPress } from './shortcuts';

const ALL = { letters: true, marks: true };
const STANDARD = { letters: false, marks: true };
const NONE = { letters: false, marks: false };

function press(change: Partial<KeyPress>): KeyPress {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
  return { code: '', key: '', ...none, ...change };
}

describe('matchShortcut', () => {
  it.each([
    [{ code: 'KeyD', key: 'd', ctrlKey: true }, 'microphone'],
    [{ code: 'KeyD', key: 'ㅇ', ctrlKey: true }, 'microphone'],
    [{ code: 'KeyE', key: 'ㄷ', metaKey: true }, 'camera'],
    [{ code: 'Space', key: ' ' }, 'talk'],
    [{ code: 'Slash', key: '?', shiftKey: true }, 'help'],
    [{ code: 'Minus', key: '?', shiftKey: true }, 'help'],
    [{ code: 'KeyD', key: 'd' }, undefined],
    [{ code: 'KeyD', key: 'd', ctrlKey: true, metaKey: true }, undefined],
    [{ code: 'KeyD', key: 'D', ctrlKey: true, shiftKey: true }, undefined],
    [{ code: 'KeyE', key: 'e', ctrlKey: true, altKey: true }, undefined],
  ])('reads %j as %s', (change, shortcut) => {
    expect(matchShortcut(press(change), 'page', STANDARD)).toBe(shortcut);
  });

  it('takes nothing while somebody types or composes', () => {
    expect(matchShortcut(press({ code: 'KeyD', ctrlKey: true }), 'text', ALL)).toBeUndefined();
    expect(
      matchShortcut(press({ code: 'KeyD', ctrlKey: true, isComposing: true }), 'page', ALL),
    ).toBeUndefined();
  });

  it('takes single letters only where they are switched on, with Hangul input on too', () => {
    const mute = press({ code: 'KeyM', key: 'ㅡ' });
    expect(matchShortcut(mute, 'page', STANDARD)).toBeUndefined();
    expect(matchShortcut(mute, 'page', ALL)).toBe('microphone');
    expect(matchShortcut(mute, 'control', ALL)).toBe('microphone');
    expect(matchShortcut({ ...mute, isComposing: true }, 'page', ALL)).toBeUndefined();
    expect(matchShortcut(mute, 'text', ALL)).toBeUndefined();
    expect(matchShortcut({ ...mute, shiftKey: true }, 'page', ALL)).toBeUndefined();
  });

  it('lets every single key be switched off', () => {
    for (const [, bindings] of Object.entries(SHORTCUTS))
      for (const { code, kind } of bindings)
        if (kind !== 'chord')
          expect(matchShortcut(press({ code, shiftKey: code === 'Slash' }), 'page', NONE)).toBeUndefined();
  });

  it('gives every key one meaning', () => {
    const keys = Object.values(SHORTCUTS).flatMap((bindings) =>
      bindings.map(({ code, kind }) => kind + code),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('leaves Space to the control that has the focus', () => {
    expect(matchShortcut(press({ code: 'Space', key: ' ' }), 'control', STANDARD)).toBeUndefined();
    expect(matchShortcut(press({ code: 'KeyD', ctrlKey: true }), 'control', STANDARD)).toBe('microphone');
  });
});

it('tells where the focus is', () => {
  document.body.innerHTML =
    '<main tabindex="-1"><button><span>x</span></button><input><input type="checkbox"><select></select></main>';
  const at = (selector: string) => focusOf(document.querySelector(selector));
  expect(['main', 'span', 'input', '[type=checkbox]'].map(at)).toEqual([
    'page',
    'control',
    'text',
    'control',
  ]);
  expect(focusOf(document)).toBe('page');
  expect(at('select')).toBe('text');
});

it('does what the last one to ask for it does, until that one is gone', () => {
  const board = new ShortcutBoard();
  const heard: string[] = [];
  board.on('chat', () => heard.push('first'));
  const stop = board.on('chat', () => heard.push('second'));
  board.press('chat');
  stop();
  board.press('chat');
  board.press('people');
  expect(heard).toEqual(['second', 'first']);
});
