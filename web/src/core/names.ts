/** Bytes of UTF-8 the server takes for a room and for a label. */
export const MAX_NAME_BYTES = 128;
/** What a person would count as characters in a label. */
export const MAX_LABEL_GRAPHEMES = 40;

// Crockford's base 32, lower case: nothing in it is easily mistaken for something else when read out.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ROOM_SYMBOLS = 20;
// A label of 40 graphemes is never longer than this; what is beyond is not looked at.
const LABEL_SCAN_UNITS = 2_000;

const LONE_SURROGATES = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROLS_AND_SPACES = /[\u0000-\u001F\u007F-\u009F\s]+/g;

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

const randomBytes = (count: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(count));

/** A room name nobody can guess: 100 random bits in four groups of five symbols. */
export function newRoomName(random: (count: number) => Uint8Array = randomBytes): string {
  const symbols = Array.from(random(ROOM_SYMBOLS), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join(
    '',
  );
  return symbols.replace(/(.{5})(?=.)/g, '$1-');
}

/**
 * The name under which people meet: NFC, so that the same name typed on different systems is one room. Null when it is
 * empty, too long for the server, or cannot be part of a link.
 */
export function normalizeRoom(text: string): string | null {
  const room = text.replace(LONE_SURROGATES, '\uFFFD').normalize('NFC').trim();
  const usable = room !== '' && room !== '.' && room !== '..' && utf8Length(room) <= MAX_NAME_BYTES;
  return usable ? room : null;
}

/** The path of a room's link. */
export function roomPath(room: string): string {
  return `/r/${encodeURIComponent(room.replace(LONE_SURROGATES, '\uFFFD').normalize('NFC'))}`;
}

/** The room a path leads to; null when it is no room's. */
export function roomFromPath(path: string): string | null {
  const encoded = /^\/r\/([^/?#]+)\/?$/.exec(path)?.[1];
  if (encoded === undefined) return null;
  try {
    return normalizeRoom(decodeURIComponent(encoded));
  } catch {
    return null;
  }
}

function graphemes(text: string): string[] {
  // Firefox before 125 has no segmenter; code points are close enough to cut at.
  if (!('Segmenter' in Intl)) return Array.from(text);
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

/** A label fit to be shown next to others: NFC, one line, nothing that turns the text around it, at most 40 graphemes and 128 bytes. */
export function normalizeLabel(text: string): string {
  const clean = text
    .slice(0, LABEL_SCAN_UNITS)
    .replace(LONE_SURROGATES, '')
    .replace(BIDI_CONTROLS, '')
    .normalize('NFC')
    .replace(CONTROLS_AND_SPACES, ' ')
    .trim();
  let label = '';
  let bytes = 0;
  for (const grapheme of graphemes(clean).slice(0, MAX_LABEL_GRAPHEMES)) {
    bytes += utf8Length(grapheme);
    if (bytes > MAX_NAME_BYTES) break;
    label += grapheme;
  }
  return label.trim();
}
