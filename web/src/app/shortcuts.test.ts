// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { focusOf, matchShortcut, type KeyPress } from './shortcuts';

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
    expect(matchShortcut(press(change), 'page')).toBe(shortcut);
  });

  it('takes nothing while somebody types or composes', () => {
    expect(matchShortcut(press({ code: 'KeyD', ctrlKey: true }), 'text')).toBeUndefined();
    expect(matchShortcut(press({ code: 'KeyD', ctrlKey: true, isComposing: true }), 'page')).toBeUndefined();
  });

  it('leaves Space to the control that has the focus', () => {
    expect(matchShortcut(press({ code: 'Space', key: ' ' }), 'control')).toBeUndefined();
    expect(matchShortcut(press({ code: 'KeyD', ctrlKey: true }), 'control')).toBe('microphone');
  });
});

it('tells where the focus is', () => {
  document.body.innerHTML =
    '<main tabindex="-1"><button><span>x</span></button><input><input type="checkbox"></main>';
  const at = (selector: string) => focusOf(document.querySelector(selector));
  expect(['main', 'span', 'input', '[type=checkbox]'].map(at)).toEqual([
    'page',
    'control',
    'text',
    'control',
  ]);
  expect(focusOf(document)).toBe('page');
});
