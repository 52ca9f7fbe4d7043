/** Code points of one message: what the server takes. */
export const MAX_MESSAGE = 2_000;

// Marks that turn text around without an end, and characters no font shows. Lines and tabs stay.
const UNFIT =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;
const LONE_SURROGATES = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** How long a text is, as the server counts: in code points. Not looked at beyond what any limit here needs. */
export function codePoints(text: string): number {
  return Array.from(text.slice(0, 4 * MAX_MESSAGE)).length;
}

/** A text fit to be sent and shown: NFC, nothing that turns or hides what is around it, at most 2,000 code points. */
export function cleanText(text: string): string {
  const clean = text
    .slice(0, 4 * MAX_MESSAGE)
    .replace(/\r\n?/g, '\n')
    .replace(LONE_SURROGATES, '')
    .replace(UNFIT, '')
    .normalize('NFC')
    .trim();
  return Array.from(clean).slice(0, MAX_MESSAGE).join('');
}

/** A piece of a text: words, or an address to follow. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"'`]+/gi;
// What ends a sentence rather than an address.
const TRAILING = /[.,;:!?)\]}'"…。、」』）]+$/u;

function linkOf(text: string): string | undefined {
  try {
    const { href, protocol } = new URL(text);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Cuts a text at its web addresses; only http and https are any. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, '');
    const href = linkOf(address);
    if (href === undefined) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
