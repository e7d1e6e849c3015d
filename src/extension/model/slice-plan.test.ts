import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { Results } from './results.ts';
import { SLICE_BYTES, SlicePlan } from './slice-plan.ts';

const { report, index } = syntheticResult({ lineBytes: 9_999, requests: 100 }); // 1,600 lines of 10,000 bytes, 16 MB
const results = new Results(report, index, '');
const plan = new SlicePlan(results);

test('each line lies in its slice, and its line number follows from the first', () => {
  for (let row = 0; row < index.length; row += 7) {
    const line = results.lineOf(row);
    const slice = plan.at(line);
    assert.ok(slice.offset <= line.offset, `line ${line.line} begins before its slice`);
    assert.ok(slice.end === null || line.offset + line.length < slice.end, `line ${line.line} ends after its slice`);
    assert.equal(slice.line, slice.offset / 10_000 + 1);
  }
});

test('neighbouring lines share a slice, so that no second tab opens', () => {
  assert.deepEqual(plan.at(results.lineOf(0)), plan.at(results.lineOf(1)));
});

test('slices follow each other without a gap and are about 2 MB', () => {
  let slice = plan.at(results.lineOf(0));
  let count = 1;
  while (slice.end !== null) {
    assert.ok(slice.end - slice.offset <= SLICE_BYTES + 10_000);
    const next = plan.at({ file: slice.file, line: (slice.lastLine ?? 0) + 1, offset: slice.end, length: 0 });
    assert.equal(next.offset, slice.end);
    assert.equal(next.line, (slice.lastLine ?? 0) + 1);
    slice = next;
    count++;
  }
  assert.equal(count, 8);
  assert.equal(slice.lastLine, 1600);
});

test('a line far from any request is shown from itself', () => {
  const sparse = syntheticResult({ campaigns: 0, ordinary: 1, requests: 1 });
  const line = { file: '/logs/req.jsonl', line: 900_000, offset: 5e9, length: 100 };
  const slice = new SlicePlan(new Results(sparse.report, sparse.index, '')).at(line);
  assert.equal(slice.offset, 5e9);
  assert.equal(slice.line, 900_000);
});
