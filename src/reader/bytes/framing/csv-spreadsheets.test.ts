/** Tables as colleagues save them from a spreadsheet. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from './csv-dates.ts';
import { REASON, type EntrySink } from './entry.ts';
import { readTextEntries } from './read-entries.ts';

interface Read {
  rows: Readonly<Record<string, unknown>>[];
  lines: number[];
  rejected: string[];
  skipped: string[];
}

function read(text: string): Read {
  const found: Read = { rows: [], lines: [], rejected: [], skipped: [] };
  const sink: EntrySink = {
    wantsText: false,
    isText: () => false,
    value: () => found.rejected.push('value'),
    text: (line) => found.rejected.push(line),
    row: (cells, { line }) => {
      found.rows.push(cells);
      found.lines.push(line);
    },
    skip: (reason) => found.skipped.push(reason),
    reject: (reason) => found.rejected.push(reason),
    end: () => undefined,
  };
  readTextEntries(Buffer.from(text), sink);
  return found;
}

const TABLE = 'Zeit;Konto;Prompt;Antwort\n04.05.2026 08:00:00;a;"Hi; you";Hello\n04.05.2026 08:01:00;b;Why?;So.\n';

test('a line with the separator, a title and empty rows may stand above a table', () => {
  for (const [above, lines, titles] of [
    ['sep=;\n', 1, 1],
    ['\ufeffsep=;\r\n', 1, 1],
    ['Requests of May\n\n', 2, 1],
    ['Requests of May;;;\n;;;\n', 2, 2],
    ['\n\n', 2, 0],
    [';;;\n', 1, 1],
  ] as const) {
    const found = read(above + TABLE);
    assert.deepEqual(found.rejected, [], above);
    assert.deepEqual(found.rows[0], { Zeit: '04.05.2026 08:00:00', Konto: 'a', Prompt: 'Hi; you', Antwort: 'Hello' });
    assert.deepEqual(found.lines, [lines + 2, lines + 3], above);
    assert.equal(found.skipped.filter((reason) => reason === REASON.title).length, titles, above);
  }
});

test('lines of a server log with commas further down are no table', () => {
  for (const text of [
    'Started\na, b, c\nready to serve, and waiting\n',
    'one, two\na,b,c\n1,2,3\n',
    'Title\na,b,c\n',
    'sep=;\nno table here\n',
    '{"a":1}\na,b,c\n1,2,3\n',
  ])
    assert.deepEqual(read(text).rows, [], text);
});

test('a column of dates with slashes says which part is the month, or is left as it is', () => {
  const dates = (...cells: string[]): unknown[] =>
    read(`time,user,prompt\n${cells.map((cell) => `"${cell}",u,p\n`).join('')}`).rows.map((row) => row['time']);
  assert.deepEqual(dates('4/5/2026 10:00', '4/29/2026 2:05 PM', '12/1/2026 12:05 AM'), [
    '2026-04-05 10:00:00',
    '2026-04-29 14:05:00',
    '2026-12-01 00:05:00',
  ]);
  assert.deepEqual(dates('4/5/26 10:00', '29/4/26 22:00:07'), ['2026-05-04 10:00:00', '2026-04-29 22:00:07']);
  assert.deepEqual(dates('4/5/2026 10:00', '4/6/2026 10:00'), ['4/5/2026 10:00', '4/6/2026 10:00']);
  assert.deepEqual(dates('4/29/2026 10:00', '29/4/2026 10:00'), ['4/29/2026 10:00', '29/4/2026 10:00']);
});

test('days since 1900 in a column of times are times; other numbers are not', () => {
  const cells = (column: string, ...values: string[]): unknown[] =>
    read(`${column};user;prompt\n${values.map((value) => `${value};u;p\n`).join('')}`).rows.map((row) => row[column]);
  // 4 May 2026, 08:00:00 and 12:00:30.
  assert.deepEqual(cells('Zeit', '46146,3333333333', '46146,50034722'), [
    '2026-05-04 08:00:00.000',
    '2026-05-04 12:00:30.000',
  ]);
  assert.deepEqual(cells('tokens', '46146.5', '46147.5'), ['46146.5', '46147.5']);
  assert.deepEqual(cells('time', '46146', '46147'), ['46146', '46147']);
  assert.deepEqual(cells('time', '46146.5', '12.5'), ['46146.5', '12.5']);
  assert.equal(plainDate('none', 'serial'), 'none');
});
