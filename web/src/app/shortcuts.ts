export type Shortcut = 'microphone' | 'camera' | 'talk' | 'help';

export interface KeyPress {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
}

/** Where the focus is: while somebody types no shortcut is taken; on a control the keys that work the control are not. */
export type Focus = 'text' | 'control' | 'page';

const CHORDS: Readonly<Record<string, Shortcut>> = { KeyD: 'microphone', KeyE: 'camera' };

/** Matched by the key's place, so that it works with Hangul input on. */
export function matchShortcut(press: KeyPress, focus: Focus): Shortcut | undefined {
  if (press.isComposing || focus === 'text' || press.altKey) return undefined;
  if (press.ctrlKey !== press.metaKey) return press.shiftKey ? undefined : CHORDS[press.code];
  if (press.ctrlKey || press.metaKey) return undefined;
  if (press.code === 'Space') return focus === 'page' && !press.shiftKey ? 'talk' : undefined;
  return press.key === '?' || (press.code === 'Slash' && press.shiftKey) ? 'help' : undefined;
}

// In a menu a letter goes to the item that begins with it.
const TEXT =
  '[role="menu"], textarea, [contenteditable=""], [contenteditable="true"], input:not([type]), input[type=text], input[type=search], input[type=url]';
const CONTROL = 'a[href], button, input, select, summary, dialog, [tabindex]:not([tabindex="-1"])';

export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return 'page';
  if (target.closest(TEXT)) return 'text';
  return target.closest(CONTROL) ? 'control' : 'page';
}

/** Who does what when a shortcut is pressed; the last one to say so does it. */
export class ShortcutBoard {
  private readonly actions = new Map<Shortcut, (() => void)[]>();

  /** Acts on a shortcut until the returned function is called. */
  readonly on = (shortcut: Shortcut, action: () => void): (() => void) => {
    this.actions.set(shortcut, [...(this.actions.get(shortcut) ?? []), action]);
    return () =>
      this.actions.set(
        shortcut,
        (this.actions.get(shortcut) ?? []).filter((other) => other !== action),
      );
  };

  readonly press = (shortcut: Shortcut): void => this.actions.get(shortcut)?.at(-1)?.();
}
