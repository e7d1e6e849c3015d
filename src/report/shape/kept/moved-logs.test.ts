import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportReport } from '../../../../test/fixtures/export-case.ts';
import { driftReport } from '../../../../test/golden/cli/drift-report.ts';
import { isReport } from '../json/is-report.ts';
import { keptIndex } from './kept-index.ts';
import { logNames, withMovedLogs } from './moved-logs.ts';
import type { KeptLine, Report } from '../report.ts';
import { NO_TEMPLATE } from '../request-index.ts';

const keptOf = (report: Report, account: string, offset: number, template?: string): KeptLine => ({
  line: { file: report.inputs.files[0]!.path, line: 1 + offset / 100, offset, length: 90 },
  account,
  time: 1_767_600_000_000 + offset,
  ...(template !== undefined && { template }),
});

test('every place of a log moves, and nothing else changes', () => {
  const whole = exportReport();
  const path = whole.inputs.files[0]!.path;
  const line = { file: path, line: 1, offset: 0, length: 90 };
  const hit = { group: [], matches: 1, first: null, last: null, lines: [line] };
  const rule = { id: 'rule/x', title: 'x', level: 'low' as const, tags: [], state: 'ran' as const };
  const report = { ...whole, drift: driftReport(line), rules: [{ ...rule, hitCount: 1, hits: [hit] }] };
  const kept = [keptOf(report, report.accounts[0]!.account, 0)];
  const moved = withMovedLogs({ ...report, kept }, new Map([[path, '/here/moved.jsonl']]));
  const text = JSON.stringify(moved);
  assert.ok(!text.includes(JSON.stringify(path)), 'a place was left behind');
  assert.ok(isReport(moved));
  assert.equal(text.replaceAll('"/here/moved.jsonl"', JSON.stringify(path)), JSON.stringify({ ...report, kept }));
});

test('the index of what is kept leads from a request to its account, template and line, in the order of the log', () => {
  const report = exportReport();
  const [first, second] = report.accounts.map(({ account }) => account);
  const kept = [
    keptOf(report, second!, 500),
    keptOf(report, first!, 100, report.templates[0]!.id),
    keptOf(report, 'nobody of this report', 300),
  ];
  const index = keptIndex({ ...report, kept });
  assert.equal(index.length, 2);
  assert.deepEqual([...index.line], [2, 6]);
  assert.deepEqual(
    [...index.account].map((number) => index.accounts[number]),
    [first, second],
  );
  assert.deepEqual([...index.template], [0, NO_TEMPLATE]);
  assert.equal(keptIndex(report).length, 0, 'a report that keeps nothing has an empty index');
});

test('logs are named below what holds them, on any system, and paths that say nothing of a machine stay', () => {
  const names = (paths: string[], root?: string): string[] =>
    paths.map((path) => logNames(paths, root).get(path) ?? path);
  assert.deepEqual(names(['/var/log/a.jsonl']), ['a.jsonl']);
  assert.deepEqual(names(['/var/log/x/a.jsonl', '/var/log/xy/b.jsonl']), ['x/a.jsonl', 'xy/b.jsonl']);
  assert.deepEqual(names(['C:\\logs\\a.zip', 'C:\\logs\\b\\c.jsonl']), ['a.zip', 'b\\c.jsonl']);
  assert.deepEqual(names(['C:\\a.jsonl', 'D:\\b.jsonl']), ['C:\\a.jsonl', 'D:\\b.jsonl']);
  assert.deepEqual(names(['/a/x.jsonl', 'logs/y.jsonl', '-']), ['x.jsonl', 'logs/y.jsonl', '-']);
  assert.deepEqual(names(['/work/logs/a.jsonl', '/tmp/b.jsonl'], '/work'), ['logs/a.jsonl', 'tmp/b.jsonl']);
  assert.deepEqual(names(['/work/logs/a.jsonl'], '/wor'), ['a.jsonl']);
});
