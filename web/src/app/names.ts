import { normalizeLabel } from '../core';

const HANGUL_NAME = /^[가-힣]{2,4}$/u;

export const HUES = ['persimmon', 'celadon', 'indigo', 'mustard', 'plum', 'rose'] as const;
export type Hue = (typeof HUES)[number];

function firstLetter(word: string): string {
  if (!('Segmenter' in Intl)) return Array.from(word)[0] ?? '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word))
    return segment;
  return '';
}

/**
 * One or two letters that stand for a name. Of a Korean name it is the end of the given name, as Koreans shorten it;
 * of other names the first letter of the first and of the last word.
 */
export function initials(name: string): string {
  const clean = normalizeLabel(name);
  if (HANGUL_NAME.test(clean)) return clean.slice(-2);
  const words = clean.split(' ');
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen
    .map((word) => firstLetter(word ?? ''))
    .join('')
    .toLocaleUpperCase();
}

/** A colour for somebody: the same for the same text, everywhere. */
export function hueOf(text: string): Hue {
  let hash = 7;
  for (let at = 0; at < text.length; at += 1) hash = (hash * 31 + text.charCodeAt(at)) >>> 0;
  return HUES[hash % HUES.length] ?? HUES[0];
}
