import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticLine, syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { Results } from './results.ts';
import { isSameLine } from './same-line.ts';

const { report, index } = syntheticResult();
const results = new Results(report, index, 'log');
const text = (row: number, account: string, bytes = 200): string => syntheticLine(row, account, 'T1', bytes);

test('a line is the one that was scanned only at its place, in its length and of its account', () => {
  const [first = '', second = ''] = index.accounts;
  const offset = index.offset[0] ?? 0;
  assert.equal(isSameLine(results, 0, { offset, text: text(0, first) }), true);
  assert.equal(isSameLine(results, 0, { offset, text: text(0, second) }), false);
  assert.equal(isSameLine(results, 0, { offset, text: text(0, first, 201) }), false);
  assert.equal(isSameLine(results, 0, { offset: offset + 201, text: text(0, first) }), false);
});
