/** What somebody chose to see: `auto` shows a shared screen large and otherwise everybody alike. */
export const VIEW_CHOICES = ['auto', 'grid', 'speaker'] as const;
export type ViewChoice = (typeof VIEW_CHOICES)[number];

export interface FeaturedInput {
  /** The tiles on the stage, in their order. */
  readonly keys: readonly string[];
  readonly choice: ViewChoice;
  /** The tile somebody holds on to; it wins over everything. */
  readonly pinned: string | undefined;
  /** Shared screens, in the order they came. */
  readonly screens: readonly string[];
  /** The shared screen chosen among several. */
  readonly screen: string | undefined;
  /** Who speaks, never oneself. */
  readonly speaker: string | undefined;
}

/** The tile that is to be large; undefined when all are alike. */
export function featuredTile({
  keys,
  choice,
  pinned,
  screens,
  screen,
  speaker,
}: FeaturedInput): string | undefined {
  const there = (key: string | undefined): key is string => key !== undefined && keys.includes(key);
  if (there(pinned)) return pinned;
  if (choice === 'grid') return undefined;
  const shared = screens.filter(there);
  if (shared.length > 0) return screen !== undefined && shared.includes(screen) ? screen : shared.at(-1);
  if (choice === 'auto') return undefined;
  return there(speaker) ? speaker : keys[0];
}
