/** What a key does. `letter`: alone, where single letters are switched on. `mark`: alone, where those are. */
interface Binding {
  readonly code: string;
  readonly kind: 'chord' | 'letter' | 'mark';
  /** What stands on the key. */
  readonly key: string;
}

/** Every shortcut, in the order the help lists them. The keys are named by their place, so that Hangul input changes nothing. */
export const SHORTCUTS = {
  microphone: [chord('KeyD'), letter('KeyM')],
  camera: [chord('KeyE'), letter('KeyV')],
  talk: [{ code: 'Space', kind: 'mark', key: 'space' }],
  share: [letter('KeyS')],
  hand: [letter('KeyH')],
  chat: [letter('KeyC')],
  people: [letter('KeyP')],
  view: [letter('KeyG')],
  picture: [letter('KeyW')],
  record: [letter('KeyR')],
  statistics: [letter('KeyI')],
  help: [{ code: 'Slash', kind: 'mark', key: '?' }],
} as const satisfies Readonly<Record<string, readonly Binding[]>>;

export type Shortcut = keyof typeof SHORTCUTS;

function chord(code: string): Binding {
  return { code, kind: 'chord', key: code.replace('Key', '') };
}

function letter(code: string): Binding {
  return { code, kind: 'letter', key: code.replace('Key', '') };
}

const ALL = Object.entries(SHORTCUTS) as readonly [Shortcut, readonly Binding[]][];

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

/** Which keys work without Ctrl or ⌘: everybody can switch them off, for they are easily pressed by accident or by voice. */
export interface SingleKeys {
  readonly letters: boolean;
  readonly marks: boolean;
}

function find(kind: Binding['kind'], code: string): Shortcut | undefined {
  return ALL.find(([, bindings]) => bindings.some((one) => one.kind === kind && one.code === code))?.[0];
}

/** What a key press asks for. Matched by the key's place, so that it works with Hangul input on. */
export function matchShortcut(press: KeyPress, focus: Focus, single: SingleKeys): Shortcut | undefined {
  if (press.isComposing || focus === 'text' || press.altKey) return undefined;
  if (press.ctrlKey !== press.metaKey) return press.shiftKey ? undefined : find('chord', press.code);
  if (press.ctrlKey || press.metaKey) return undefined;
  if (press.code === 'Space') return single.marks && focus === 'page' && !press.shiftKey ? 'talk' : undefined;
  if (press.key === '?' || (press.code === 'Slash' && press.shiftKey))
    return single.marks ? 'help' : undefined;
  return single.letters && !press.shiftKey ? find('letter', press.code) : undefined;
}

const TEXT =
  'textarea, [contenteditable=""], [contenteditable="true"], input:not([type]), input[type=text], input[type=search], input[type=url], input[type=password]';
/** Where a letter leads to the entry that begins with it. */
const TYPED_INTO = 'select, [role=menu], [role=listbox], [role=tablist]';
const CONTROL = 'a[href], button, input, summary, dialog, [tabindex]:not([tabindex="-1"])';

export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return 'page';
  if (target.closest(TEXT) ?? target.closest(TYPED_INTO)) return 'text';
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
