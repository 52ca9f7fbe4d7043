// Fails when a catalog lacks a key of another, when the code uses a key that is not there, and when a key is of no use.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = resolve(dirname(fileURLToPath(import.meta.url)), '../src');
const folder = join(source, 'locales');

/** `{a: {b: 'text'}}` as `[['a.b', 'text']]`. */
function flatten(tree, prefix = '') {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

async function catalog(file) {
  const texts = new Map(flatten(JSON.parse(await readFile(join(folder, file), 'utf8'))));
  const language = file.replace('.json', '');
  return { language, texts, forms: new Intl.PluralRules(language).resolvedOptions().pluralCategories };
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Keys as the code knows them: those that exist in several grammatical numbers once, without the number. */
function baseKeys(catalogs) {
  const numbered = new Set();
  for (const { texts } of catalogs)
    for (const key of texts.keys()) if (key.endsWith('_one')) numbered.add(key.replace(PLURAL, ''));
  const base = (key) => (numbered.has(key.replace(PLURAL, '')) ? key.replace(PLURAL, '') : key);
  return { numbered, all: new Set(catalogs.flatMap(({ texts }) => [...texts.keys()].map(base))) };
}

function placeholders(text = '') {
  return [...text.matchAll(/{{(\w+)}}/g)]
    .map((match) => match[1])
    .sort()
    .join();
}

/** What one catalog lacks, has too much of, or says without a word that the first catalog puts in. */
function compare({ language, texts, forms }, { numbered, all }, first) {
  const wanted = new Set(
    [...all].flatMap((key) => (numbered.has(key) ? forms.map((form) => `${key}_${form}`) : [key])),
  );
  const missing = [...wanted].filter((key) => !texts.get(key)?.trim());
  const extra = [...texts.keys()].filter((key) => !wanted.has(key));
  const differing = [...wanted].filter(
    (key) =>
      first.has(key) && texts.has(key) && placeholders(first.get(key)) !== placeholders(texts.get(key)),
  );
  return [
    ...missing.map((key) => `${language}: missing ${key}`),
    ...extra.map((key) => `${language}: ${key} belongs to no other catalog`),
    ...differing.map((key) => `${language}: ${key} has other placeholders than the first catalog`),
  ];
}

async function code() {
  const files = await readdir(source, { recursive: true });
  const wanted = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.|^core\//.test(file));
  return (await Promise.all(wanted.map((file) => readFile(join(source, file), 'utf8')))).join('\n');
}

function escaped(text) {
  return text.replace(/[.*+?^$(){}|[\]\\]/g, '\\$&');
}

/** Keys put together from parts, as patterns. */
function patterns(text) {
  return [...text.matchAll(/\bt\(\s*`([^`]+)`/g)].map(
    ([, key]) =>
      new RegExp(
        `^${key
          .split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/)
          .map(escaped)
          .join('[a-z_]+')}$`,
      ),
  );
}

function usage(text, keys) {
  const literal = new Set([...text.matchAll(/'([a-z]+(?:\.[a-z_]+)+)'/g)].map((match) => match[1]));
  const built = patterns(text);
  const called = [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1]);
  return [
    ...[...new Set(called)]
      .filter((key) => !keys.has(key))
      .map((key) => `the code uses ${key}, which no catalog has`),
    ...built
      .filter((pattern) => ![...keys].some((key) => pattern.test(key)))
      .map((pattern) => `no key matches ${pattern}`),
    ...[...keys]
      .filter((key) => !literal.has(key) && !built.some((pattern) => pattern.test(key)))
      .map((key) => `nothing uses ${key}`),
  ];
}

const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
const catalogs = await Promise.all(files.map(catalog));
const keys = baseKeys(catalogs);
const first = catalogs[0]?.texts ?? new Map();
const problems = [...catalogs.flatMap((one) => compare(one, keys, first)), ...usage(await code(), keys.all)];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${files.length} catalogs with ${keys.all.size} keys each, all of them used`);
