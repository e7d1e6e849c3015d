import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { firstRowFrom, Results } from './results.ts';

function resultsOf(options: Parameters<typeof syntheticResult>[0] = {}): Results {
  const { report, index } = syntheticResult(options);
  return new Results(report, index, 'synthetic');
}

test('the rows of all accounts together are all rows, each once and in log order', () => {
  const results = resultsOf();
  const seen = new Set<number>();
  results.index.accounts.forEach((_, number) => {
    const rows = results.rowsOfAccount(number);
    assert.deepEqual(
      [...rows],
      [...rows].sort((a, b) => a - b),
    );
    for (const row of rows) {
      assert.equal(results.index.account[row], number);
      seen.add(row);
    }
  });
  assert.equal(seen.size, results.index.length);
});

test('a score that equals the threshold is flagged though the index rounds it to 32 bits', () => {
  const { report, index } = syntheticResult();
  index.score.fill(0.9);
  assert.equal(new Results(report, index, '').isFlagged(0), true);
});

test('a score just under the threshold is not flagged', () => {
  const { report, index } = syntheticResult();
  index.score.fill(0.8999);
  assert.equal(new Results(report, index, '').isFlagged(0), false);
});

test('a request of an account that is not called is not flagged, however high the score: a suspicion accuses no account', () => {
  const { report, index } = syntheticResult();
  index.score.fill(0.95);
  const accounts = report.accounts.map((one, at) => (at === 0 ? { ...one, verdict: 'none' as const } : one));
  const results = new Results({ ...report, accounts }, index, '');
  const row = results.rowsOfAccount(results.accountNumber(accounts[0]!.account)!)[0]!;
  assert.equal(report.accounts[0]!.verdict, 'distillation');
  assert.deepEqual([results.isFlagged(row), new Results(report, index, '').isFlagged(row)], [false, true]);
});

test('a line is found in its own file only', () => {
  const results = resultsOf({ files: ['/logs/a.jsonl', '/logs/b.jsonl'] });
  const { from, to } = results.rowsOfFile(1);
  assert.equal(results.rowAtLine('/logs/b.jsonl', 1), from);
  assert.equal(results.rowAtLine('/logs/b.jsonl', to - from), to - 1);
  assert.equal(results.rowAtLine('/logs/b.jsonl', to - from + 1), undefined);
  assert.equal(results.rowAtLine('/logs/c.jsonl', 1), undefined);
});

test('a flagged request is spoken for by the finding of its campaign', () => {
  const results = resultsOf();
  const row = results.rowsOfAccount(results.accountNumber('sk-c2-1') ?? -1)[0] ?? -1;
  assert.equal(results.findingOf(row)?.id, 'F2');
});

test('a search in an ascending column gives the first place that is large enough', () => {
  assert.equal(firstRowFrom([1, 3, 3, 7], 3, 0, 4), 1);
  assert.equal(firstRowFrom([1, 3, 3, 7], 8, 0, 4), 4);
  assert.equal(firstRowFrom([1, 3, 3, 7], 0, 2, 4), 2);
});
