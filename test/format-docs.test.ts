import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { FORMAT_DOCS, withTables } from '../scripts/format-docs.ts';

const page = readFileSync(FORMAT_DOCS, 'utf8');

test('the tables of docs/formats.md say what the formats and containers say', () => {
  assert.ok(page === withTables(page), 'docs/formats.md is out of date: run npm run regenerate');
});

test('every format in the table has a sample and a test', () => {
  const rows = page.split('\n').filter((line) => /^\| .*\| `[\w-]+` +\|/.test(line));
  assert.ok(rows.length > 30);
  for (const row of rows) assert.match(row, /samples\/[\w.-]+\)/, row.slice(0, 80));
});

test('links of the page lead to files that are there', () => {
  for (const [, link] of page.matchAll(/\]\(([^)#:]+)\)/g)) {
    assert.ok(existsSync(join(dirname(FORMAT_DOCS), link!)), link);
  }
});
