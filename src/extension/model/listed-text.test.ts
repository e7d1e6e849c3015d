import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { listedText } from './listed-text.ts';
import { Results } from './results.ts';

const { report, index } = syntheticResult({ campaigns: 1, members: 2, ordinary: 2, requests: 5 });
const file = index.files[0] ?? '';
/** Every third line of the log holds a request. */
const spread = { ...index, line: Uint32Array.from(index.line, (line) => 3 * line) };
const results = new Results(report, spread, 'log');

test('a request stands on the line that it has in the log, with what the scan knows of it', () => {
  const lines = listedText(results, file).split('\n');
  for (let row = 0; row < spread.length; row++) {
    const account = spread.accounts[spread.account[row]!]!;
    assert.ok(lines[spread.line[row]! - 1]?.includes(account), `line ${spread.line[row]}`);
    assert.equal(lines[spread.line[row]! - 1]?.includes('score 97%'), results.isFlagged(row));
  }
  assert.equal(lines.filter((line) => line !== '').length, spread.length);
});

test('flagged requests keep their lines where all would be too much', () => {
  const lines = listedText(results, file, 100).split('\n');
  const flagged = Array.from(spread.line).filter((_, row) => results.isFlagged(row));
  assert.deepEqual(
    lines.flatMap((line, at) => (line === '' ? [] : [at + 1])),
    flagged,
  );
});

test('of a line with several requests the first one speaks, and a name of the log stays on its line', () => {
  const names = index.accounts.map((name) => `${name}\n\u202e`);
  const one = new Results(report, { ...index, accounts: names, line: new Uint32Array(index.length).fill(1) }, 'log');
  assert.match(listedText(one, file), /^[^\n\u202e]+\n$/);
});

test('a log that was not scanned has no lines', () => {
  assert.equal(listedText(results, '/other.jsonl'), '');
});
