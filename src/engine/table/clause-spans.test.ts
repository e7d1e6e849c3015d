import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Random } from '../../math/random.ts';
import { StoredColumns } from '../../math/stored-columns.ts';
import { CLAUSE, type ClauseSpan } from './clause-columns.ts';
import { ClauseSpans } from './clause-spans.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('clause-spans-');

const CLAUSES = 300_000;
const stored = new StoredColumns(join(folder, 'clauses'), CLAUSE);
for (const from of [0, CLAUSES / 3]) {
  const length = from === 0 ? CLAUSES / 3 : (2 * CLAUSES) / 3;
  const hash = Float64Array.from({ length }, (_, at) => 3 * (from + at));
  stored.append({ hash, letters: Uint8Array.from(hash, (value) => value % 251) }, length);
}

/** The hashes of a span, once its letters were found to belong to them. */
function told(spans: ClauseSpans, from: number, to: number): number[] {
  const span: ClauseSpan = { hash: new Float64Array(0), letters: new Uint8Array(0), from: 0, to: 0 };
  spans.fill(span, from, to);
  const hashes = [...span.hash.subarray(span.from, span.to)];
  assert.deepEqual(
    [...span.letters.subarray(span.from, span.to)],
    hashes.map((hash) => hash % 251),
  );
  return hashes;
}

const expected = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => 3 * (from + at));

test('texts in their order are all there, to the last one', () => {
  const spans = new ClauseSpans(stored);
  for (let from = 0; from < CLAUSES; from += 89) {
    const to = Math.min(from + 89, CLAUSES);
    assert.deepEqual(told(spans, from, to), expected(from, to));
  }
  assert.deepEqual(told(spans, CLAUSES, CLAUSES), [], 'a text without clauses');
});

test('so are texts in any order, alone and many of one place', () => {
  const spans = new ClauseSpans(stored);
  const random = new Random(7);
  for (let turn = 0; turn < 60; turn++) {
    const place = random.below(CLAUSES - 2000);
    for (let times = turn % 2 === 0 ? 1 : 50; times > 0; times--) {
      const from = place + random.below(1000);
      const to = from + random.below(97);
      assert.deepEqual(told(spans, from, to), expected(from, to));
    }
  }
});
