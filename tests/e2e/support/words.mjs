// The client's own texts, so that a person finds a button by its name in every language.
import { readFileSync } from 'node:fs';

const read = (language) =>
  JSON.parse(readFileSync(new URL(`../../../web/src/locales/${language}.json`, import.meta.url), 'utf8'));
const catalogs = { en: read('en'), ko: read('ko') };

/** The text of `key`, such as `lobby.join`, with `values` in its gaps. */
export function words(language, key, values = {}) {
  const text = key.split('.').reduce((part, name) => part?.[name], catalogs[language]);
  if (typeof text !== 'string') throw new Error(`there is no text ${key} in ${language}`);
  return text.replace(/{{(\w+)}}/g, (_, name) => values[name]);
}
