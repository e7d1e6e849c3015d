import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { Results } from '../model/results.ts';
import { flaggedRows, ordinaryRuns } from './flagged-rows.ts';

const { report, index } = syntheticResult({ files: ['/logs/a.jsonl', '/logs/b.jsonl'] });
const results = new Results(report, index, 'logs');

test('lines of a document are numbered from its first one, and none outside of it is marked', () => {
  const all = flaggedRows(results, '/logs/b.jsonl', 1, Infinity, Infinity) ?? [];
  assert.ok(all.length > 10);
  for (const { row, line } of all) {
    assert.equal(index.line[row], line + 1);
    assert.ok(results.isFlagged(row));
  }
  const from = (all[3]?.line ?? 0) + 1;
  const part = flaggedRows(results, '/logs/b.jsonl', from, from + 50, Infinity) ?? [];
  assert.equal(part[0]?.line, 0);
  assert.ok(part.every(({ line }) => line >= 0 && line < 50));
});

test('a document has no more entries than allowed, and one that was not scanned has none', () => {
  assert.equal(flaggedRows(results, '/logs/a.jsonl', 1, Infinity, 4)?.length, 4);
  assert.equal(flaggedRows(results, '/logs/other.jsonl', 1, Infinity, 4), undefined);
});

test('runs of ordinary lines never hide a flagged line, and short ones stay open', () => {
  assert.deepEqual(ordinaryRuns([{ line: 3 }, { line: 5 }, { line: 9 }], 13, 3), [
    [0, 2],
    [6, 8],
    [10, 12],
  ]);
  assert.deepEqual(ordinaryRuns([], 2, 3), []);
});
