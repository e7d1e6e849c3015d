import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  emptyCounts,
  type LineOutcome,
  LineTally,
  mergeCounts,
  type SourceCounts,
  uncountRecord,
} from './line-counts.ts';

const outcome = fc.constantFrom<LineOutcome>('record', 'rejected', 'skipped');
const entry = fc.record({
  outcome,
  reason: fc.constantFrom('one', 'two'),
  lines: fc.integer({ min: 1, max: 4 }),
  sameLine: fc.boolean(),
});

/** Marks entries one after another, some on the line where the one before ended. */
function tally(
  entries: readonly { outcome: LineOutcome; reason: string; lines: number; sameLine: boolean }[],
  source: number,
): [SourceCounts, number] {
  const counter = new LineTally(source);
  let last = 0;
  for (const { outcome: what, reason, lines, sameLine } of entries) {
    const line = sameLine && last > 0 ? last : last + 1;
    counter.mark(what, reason, { line, lines, offset: line * 10, length: 5 });
    last = line + lines - 1;
  }
  return [counter.finish(), last];
}

test('every line is counted once, whatever entries touch it', () => {
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const [counts, last] = tally(entries, 0);
      assert.equal(counts.lines, last);
      assert.equal(counts.lines, counts.records + counts.rejected + counts.skipped);
      const explained = counts.reasons.reduce((sum, { count }) => sum + count, 0);
      assert.equal(explained, counts.rejected + counts.skipped);
    }),
  );
});

test('the order in which parts are merged changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.array(entry, { maxLength: 12 }), { maxLength: 5 }), fc.nat(), (parts, seed) => {
      const merged = (order: readonly number[]): SourceCounts => {
        const sum = emptyCounts(0);
        for (const index of order) mergeCounts(sum, structuredClone(tally(parts[index]!, index)[0]));
        sum.reasons.sort((a, b) => (a.outcome + a.reason < b.outcome + b.reason ? -1 : 1));
        return sum;
      };
      const order = parts.map((_, index) => index);
      const shuffled = order.map((index) => [(index * 7919 + seed) % 101, index] as const).sort((a, b) => a[0] - b[0]);
      assert.deepEqual(merged(shuffled.map(([, index]) => index)), merged(order));
    }),
  );
});

test('a line with one request is a record line, however many others on it failed', () => {
  const counter = new LineTally(0);
  const range = { line: 1, lines: 1, offset: 0, length: 9 };
  counter.mark('rejected', 'bad', range);
  counter.mark('record', '', range);
  counter.mark('skipped', 'other', range);
  const { lines, records, rejected } = counter.finish();
  assert.deepEqual([lines, records, rejected], [1, 1, 0]);
});

test('examples are the first five lines of a reason', () => {
  const counter = new LineTally(3);
  for (let line = 1; line <= 9; line++)
    counter.mark('rejected', 'bad', { line, lines: 1, offset: line * 10, length: 4 });
  const [reason] = counter.finish().reasons;
  assert.equal(reason!.count, 9);
  assert.deepEqual(
    reason!.examples.map(({ line }) => line),
    [1, 2, 3, 4, 5],
  );
});

test('a line whose parts lead to no request is counted as skipped, and the sum holds', () => {
  const counts = { ...emptyCounts(3), lines: 2, records: 2 };
  uncountRecord(counts, { source: 3, line: 2, offset: 9, length: 4 }, 'skipped', 'part without the rest');
  assert.deepEqual(counts, {
    ...emptyCounts(3),
    lines: 2,
    records: 1,
    skipped: 1,
    reasons: [
      {
        outcome: 'skipped',
        reason: 'part without the rest',
        count: 1,
        examples: [{ source: 3, line: 2, offset: 9, length: 4 }],
      },
    ],
  });
});
