/** What a browser sends as the code of a key that belongs to a composition. */
const COMPOSING = 229;

/** Whether a key is pressed within a composition (of Hangul, for one), also the one that ends it. Safari says so by the code alone. */
export function endsComposition(press: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells in Safari
  return press.isComposing || press.keyCode === COMPOSING;
}
