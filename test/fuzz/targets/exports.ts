/** Reports as files and as exports: hostile text in every field stays text, and a damaged report is refused. */
import assert from 'node:assert/strict';
import { exportInput } from '../../../src/report/export/export-input.ts';
import { EXPORT_FORMATS } from '../../../src/report/export/export-formats.ts';
import { isReport } from '../../../src/report/shape/json/is-report.ts';
import { JsonPieces } from '../../../src/report/shape/json/json-pieces.ts';
import { reportJson } from '../../../src/report/shape/json/report-json.ts';
import type { Report } from '../../../src/report/shape/report.ts';
import { exportReport, exportTriage, HOSTILE, NOW } from '../../fixtures/export-case.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { linesOf, sampleLogs } from '../seed-files.ts';

/** Controls but for line breaks and tabs, and what turns the reading direction. */
const OBEYED = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u;
/** What a spreadsheet would run at the beginning of a cell. */
const FORMULA = /^[=\t\r]/;

/** A small report: what is written of a large one is the same over and over. */
const SMALL = { ordinary: 1, campaigns: 1, members: 2, requests: 2 };
let reportText: string | undefined;

/** The report with the text in place of names and sentences, always in the same places. */
function reportWith(text: string): Report {
  reportText ??= JSON.stringify(exportReport(SMALL));
  const odd = JSON.stringify(text);
  const json = reportText
    .replaceAll(JSON.stringify(HOSTILE), () => odd)
    .replace(
      /"(summary|organisation|detail|title|path|value)":"[^"\\]{0,200}"/g,
      (_, name: string) => `"${name}":${odd}`,
    );
  const value: unknown = JSON.parse(json);
  assert.ok(isReport(value));
  return value;
}

/** @param turn which of the formats */
/** A request of the campaign whose first member is hostile, so that there is something to tag. */
const flagged = {
  traces: [
    { line: { file: 'a', line: 1, offset: 0, length: 1 }, campaign: 'C1', account: '\u202e', trace: 'a'.repeat(32) },
  ],
  ...{ looked: 1, without: 0 },
};

function checkExport(text: string, turn: number): void {
  const odd = reportWith(text);
  const input = exportInput({ report: odd, prompts: 'full', now: NOW, triaged: exportTriage(odd), flagged });
  const { id, extension, write } = EXPORT_FORMATS[turn % EXPORT_FORMATS.length]!;
  const written = [...write(input)].join('');
  if (id === 'json' || id === 'sarif' || id === 'stix') {
    JSON.parse(written);
    assert.doesNotMatch(written, OBEYED, id);
  } else if (extension.endsWith('.jsonl')) {
    for (const line of written.split('\n').filter((line) => line !== '')) JSON.parse(line);
    assert.doesNotMatch(written, OBEYED, id);
  } else if (id === 'html' || id === 'md' || id === 'notice' || id === 'appeal') {
    // Names in right-to-left script are isolated by marks of the page's own, which those of the log are not: they are written out.
    assert.doesNotMatch(written.replaceAll(/\u2068([^\u2066-\u2069\n]*)\u2069/g, '$1'), OBEYED, id);
    assert.ok(
      id !== 'html' || !/<(?:script|img|iframe)/i.test(written.replace(/<style>[^]*?<\/style>/, '')),
      `${id} has markup of the log`,
    );
  } else {
    const rows = rowsOf(written);
    const width = rows.find((cells) => !cells[0]!.startsWith('# '))!.length;
    for (const cells of rows) {
      assert.ok(cells.length === width || cells[0]!.startsWith('# '), `${id}: ${cells.length} cells`);
      for (const cell of cells) assert.doesNotMatch(cell, FORMULA, id);
    }
  }
}

/** Rows of a table as RFC 4180 says they are read. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))([,\n])/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

/** A report is read in pieces: they are what JSON.parse makes of the whole, and refused where it refuses that. */
function checkPieces(json: string, blockBytes: number): string {
  const bytes = Buffer.from(json);
  const whole = attempt(() => JSON.parse(json) as unknown);
  const pieces = attempt(() => {
    const reader = new JsonPieces();
    for (let at = 0; at < bytes.length; at += blockBytes) reader.push(bytes.subarray(at, at + blockBytes));
    return reader.end();
  });
  const isObject = typeof whole === 'object' && whole !== null && !Array.isArray(whole);
  if (isObject) assert.deepEqual(pieces, whole);
  else assert.equal(pieces, undefined, 'what is no object is refused');
  return String(isObject);
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

let count = 0;

function run(input: Buffer): string {
  // What is no UTF-8 is replaced, as it is where a log is read.
  const text = input.toString('utf8').replaceAll('\ufeff', '');
  const inside = checkPieces(text, 1 + (input.length % 61));
  const inReport = checkPieces(`{"version":1,"accounts":[${text}],"x":${text}}`, 1 + (input.length % 41));
  checkExport(text.slice(0, 400), count++);
  return `${inside} ${inReport} ${Math.min(20, text.length >> 4)} ${/[<>"'=,\n\\]/.exec(text)?.[0] ?? ''}`;
}

export const exports: FuzzTarget = {
  name: 'exports',
  isSlow: true,
  text: 'reports read in pieces, and hostile text in exports, one format after the other',
  seeds: () => [
    Buffer.from('{"a":[1,2,{"b":"}]"}],"c":null,"d":-1.5e3,"__proto__":{"x":[]}}'),
    Buffer.from('=1+1,"x"\n<script>alert(1)</script>'),
    Buffer.from('\u001b[31m\u202e\u009b```\n# x\n[a](javascript:1)'),
    Buffer.from([...reportJson(exportReport())].join('').slice(0, 3000)),
    ...linesOf(sampleLogs(/jsonl$/)).slice(0, 40),
  ],
  run,
};
