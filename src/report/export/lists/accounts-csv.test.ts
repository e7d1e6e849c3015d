import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport, HOSTILE } from '../../../../test/fixtures/export-case.ts';
import { accountsCsv } from './accounts-csv.ts';

const csv = (change: Parameters<typeof exportCase>[0] = {}): string => [...accountsCsv(exportCase(change))].join('');

test('one row an account under one header, in the order of the report', () => {
  const [remark, ...lines] = csv().trimEnd().split('\n');
  assert.match(remark!, /^"?# Decisions change what counts: /);
  assert.equal(lines.length, 1 + exportReport().accounts.length);
  const width = lines[0]!.split(',').length;
  assert.ok(lines[2]!.startsWith('sk-c1-2,distillation,0.9700,C1,benign,'));
  assert.equal(lines.at(-1)!.split(',').length, width, 'a row of plain cells has as many as the header');
});

test('a name that a spreadsheet would run is text', () => {
  const report = exportReport();
  const spoilt = JSON.parse(
    JSON.stringify(report).replaceAll(JSON.stringify(HOSTILE), () => '"=HYPERLINK(1)"'),
  ) as typeof report;
  assert.match(csv({ report: spoilt }), /^'=HYPERLINK\(1\),/m);
  assert.match(csv(), /"?<img src=x/);
});
