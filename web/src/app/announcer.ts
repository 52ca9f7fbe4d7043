import { Store, type Observable } from '../core';

/** Something to be read out: somebody came, went, wrote or reacted, or a sentence. */
export type News =
  | { readonly kind: 'entered' | 'left'; readonly name: string }
  | { readonly kind: 'wrote' | 'reacted'; readonly name: string; readonly text: string }
  | { readonly kind: 'text'; readonly text: string };

export interface NewsWords {
  entered: (name: string) => string;
  enteredMany: (count: number) => string;
  left: (name: string) => string;
  leftMany: (count: number) => string;
  wrote: (name: string, text: string) => string;
  wroteMany: (count: number) => string;
  reacted: (name: string, text: string) => string;
  reactedMany: (count: number) => string;
}

/** Until the page has its language. */
const UNNAMED: NewsWords = {
  entered: String,
  enteredMany: String,
  left: String,
  leftMany: String,
  wrote: String,
  wroteMany: String,
  reacted: String,
  reactedMany: String,
};

const NAMED_AT_MOST = 3;

/** One sentence row out of all news since the last one, so that a burst is heard once. */
export function mergeNews(news: readonly News[], words: NewsWords): string {
  const told = (kind: 'entered' | 'left' | 'wrote' | 'reacted'): string[] =>
    news.flatMap((item) => {
      if (item.kind !== kind) return [];
      return item.kind === 'wrote' || item.kind === 'reacted'
        ? [words[item.kind](item.name, item.text)]
        : [words[item.kind](item.name)];
    });
  const merged = (list: string[], many: (count: number) => string): string[] =>
    list.length > NAMED_AT_MOST ? [many(list.length)] : list;
  const texts = news.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  return [
    ...merged(told('entered'), words.enteredMany),
    ...merged(told('left'), words.leftMany),
    ...merged(told('wrote'), words.wroteMany),
    ...merged(told('reacted'), words.reactedMany),
    ...texts.filter((text, at) => text !== texts[at - 1]),
  ].join('. ');
}

/** A polite live region speaks at most this often. */
export const QUIET_MS = 2000;

/** Collects news and gives them out merged: the first at once, what follows together after a pause. */
export class Announcer implements Observable<string> {
  private readonly store = new Store('');
  private waiting: News[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  private words: NewsWords = UNNAMED;

  readonly subscribe = this.store.subscribe;
  readonly getSnapshot = this.store.getSnapshot;

  setWords(words: NewsWords): void {
    this.words = words;
  }

  readonly say = (news: News | string): void => {
    this.waiting.push(typeof news === 'string' ? { kind: 'text', text: news } : news);
    if (this.timer === undefined) this.flush();
  };

  private flush(): void {
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const text = mergeNews(this.waiting, this.words);
    this.waiting = [];
    // The same sentence twice must still be a change, or it is not read out.
    this.store.set(text === this.store.getSnapshot() ? `${text}\u00a0` : text);
    this.timer = setTimeout(() => this.flush(), QUIET_MS);
  }
}
