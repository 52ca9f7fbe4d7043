// From what was measured to the table, for the terminal and for docs/performance.md.
import { messages } from './chat.mjs';
import { percentile } from './measure.mjs';

const sizes = [2, 3, 4];
const capKilobits = 2500;
const median = (values) => percentile(values, 0.5);
const show = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

function firstRows({ firsts }) {
  if (firsts.length === 0) return [{ missing: 'Join to the first picture' }];
  return [
    { what: `Join to the first picture of somebody else, p50 of ${firsts.length}`, value: median(firsts), unit: ' ms', goal: 800 },
    { what: 'the same, p95', value: percentile(firsts, 0.95), unit: ' ms', goal: 1500 },
  ];
}

/** Of the rooms of one size: medians, and the size of the pictures in the last of them. */
function cpuOf(rooms, count) {
  const those = rooms.filter((room) => room.count === count);
  const middle = (read) => median(those.map(read));
  return (
    those.length > 0 && {
      each: 1000 * middle(({ cpu, pictures }) => cpu / pictures),
      cpu: middle(({ cpu }) => cpu),
      pictures: middle(({ pictures }) => pictures),
      picture: those.at(-1).picture,
    }
  );
}

function cpuRow(rooms, count) {
  const what = `CPU for each picture that is seen, ${count} people`;
  const [moim, original] = [cpuOf(rooms.moim, count), cpuOf(rooms.original, count)];
  if (!moim || !original) return { missing: what };
  const text = ({ each, cpu, pictures, picture }) =>
    `${show(each)} ms (${cpu.toFixed(3)} s/s, ${pictures.toFixed(0)} pictures/s of ${picture})`;
  return { what, value: moim.each / original.each, unit: ' x', goal: 1, moim: text(moim), original: text(original) };
}

function uplinkRow(uplinks, count) {
  const room = uplinks.find((one) => one.count === count);
  const what = `uplink of one person, ${count} people`;
  return room ? { what: `${what} (pictures of ${room.picture})`, value: room.uplink, unit: ' kbit/s', goal: capKilobits } : { missing: what };
}

function pageRows({ bytes, visits }) {
  return [
    bytes === undefined ? { missing: 'size' } : { what: 'script loaded when the call is on, gzip', value: bytes / 1000, unit: ' kB', goal: 180 },
    visits.length === 0
      ? { missing: 'time until it can be used' }
      : { what: 'first page can be used, at 1.6 Mbit/s and 150 ms', value: median(visits), unit: ' ms', goal: 1500 },
  ];
}

function chatRows({ typed }) {
  if (typed === undefined) return [{ missing: 'typing beside a full chat' }];
  const what = `key to picture beside ${messages.toLocaleString('en')} messages of the chat, p95 of ${typed.length}`;
  return [{ what, value: percentile(typed, 0.95), unit: ' ms', goal: 50 }];
}

const partRows = {
  first: firstRows,
  cpu: ({ rooms }) => sizes.map((count) => cpuRow(rooms, count)),
  uplink: ({ uplinks }) => sizes.map((count) => uplinkRow(uplinks, count)),
  page: pageRows,
  chat: chatRows,
};

/** A row for each number there is, and the names of those there are not. */
export function rowsOf(results, parts) {
  const all = parts.flatMap((part) => partRows[part](results));
  return { rows: all.filter(({ missing }) => missing === undefined), missing: all.flatMap(({ missing }) => missing ?? []) };
}

const verdict = ({ value, goal }) => `at most ${goal} ${value <= goal ? '✓' : '✗'}`;
const number = ({ value, unit }) => `${show(value)}${unit}`;

export const asText = (rows) =>
  rows.map((row) => `${row.what}: ${number(row)} (${verdict(row)})${row.moim ? `: ${row.moim}, the original ${row.original}` : ''}`).join('\n');

export const asMarkdown = (rows) =>
  [
    '|  | moim | the original | goal |',
    '| --- | ---: | ---: | --- |',
    ...rows.map((row) => `| ${row.what} | ${row.moim ?? number(row)} | ${row.original ?? ''} | ${row.moim ? `${number(row)}, ` : ''}${verdict(row)} |`),
  ].join('\n');

/** How it was measured, and by how much to believe it. */
export function facts({ command, version, cpus, results, missing }) {
  const busy = [...results.rooms.moim, ...results.rooms.original, ...results.uplinks].map(({ elsewhere }) => elsewhere / cpus.length);
  const share = busy.length > 0 ? Math.round(median(busy) * 100) : 0;
  return [
    `${new Date().toISOString().slice(0, 10)}, \`${command}\`, Chromium ${version}, ${cpus.length} cores of ${cpus[0].model}.`,
    ...(share >= 10 ? [`Others, the server among them, used ${share}% of the machine meanwhile, which is too much to trust small differences.`] : []),
    ...missing.map((what) => `Not measured, because it failed twice: ${what}.`),
  ].join('\n');
}

/** `document` with what was measured between the marks of `name`. */
export function putInto(document, name, measured) {
  const marks = new RegExp(`(<!-- measured: ${name} -->\n)[^]*(<!-- end of ${name} -->)`);
  if (!marks.test(document)) throw new Error(`docs/performance.md has no place for what was measured: the marks of ${name} are gone`);
  return document.replace(marks, (_, begin, end) => `${begin}${measured}${end}`);
}
