// The table, for the terminal and for docs/performance.md.
const show = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const verdict = ({ value, goal }) => `at most ${goal} ${value <= goal ? '✓' : '✗'}`;

export const asText = (rows) => rows.map((row) => `${row.what}: ${show(row.value)} ${row.unit} (${verdict(row)})`).join('\n');

export const asMarkdown = (rows) =>
  ['|  | moim | goal |', '| --- | ---: | --- |', ...rows.map((row) => `| ${row.what} | ${show(row.value)} ${row.unit} | ${verdict(row)} |`)].join('\n');

/** `document` with what was measured between the marks of `name`. */
export function putInto(document, name, measured) {
  const marks = new RegExp(`(<!-- measured: ${name} -->\n)[^]*(<!-- end of ${name} -->)`);
  if (!marks.test(document)) throw new Error(`docs/performance.md has no place for what was measured: the marks of ${name} are gone`);
  return document.replace(marks, (_, begin, end) => `${begin}${measured}${end}`);
}
