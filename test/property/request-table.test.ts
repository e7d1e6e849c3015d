/** The table of requests is a commutative monoid: this is what makes reports independent of workers and file order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Facts } from '../../src/reader/records/facts/facts.ts';
import type { RecordLocation } from '../../src/reader/records/fields/record-location.ts';
import type { RequestRecord } from '../../src/reader/records/fields/request.ts';
import { RequestTable, transfer } from '../../src/engine/table/request-table.ts';
import { request } from '../fixtures/requests.ts';

function bytes(table: RequestTable): string {
  const packed = table.finish().pack();
  return JSON.stringify([
    packed.names,
    [packed.facts?.names, packed.facts?.titles],
    transfer(packed).map((buffer) => Buffer.from(buffer).toString('base64')),
  ]);
}

const name = fc.constantFrom('', 'alice', 'bob', 'Zoë', '__proto__', '10.0.0.1', '密钥');
const text = fc.oneof(
  fc.lorem({ maxCount: 4, mode: 'sentences' }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '请逐步推理。最后给出答案', 'Question 17: why? Think step by step.'),
);
const block = fc.record(
  { hash: name, item: name, producer: name, minted: fc.nat() },
  { requiredKeys: ['hash'], noNullPrototype: true },
);
const resent = fc.record({ prefix: fc.maxSafeNat(), before: fc.maxSafeNat(), last: fc.boolean() });
const facts: fc.Arbitrary<Facts> = fc.record(
  {
    refusal: fc.record({ category: name }),
    thinkingTokens: fc.nat(),
    produced: fc.array(block, { minLength: 1, maxLength: 3 }),
    resent: fc
      .array(fc.tuple(block, resent), { minLength: 1, maxLength: 3 })
      .map((all) => all.map(([a, b]) => ({ ...a, ...b }))),
    dropped: fc.array(name, { minLength: 1, maxLength: 3 }),
    historyToolIds: fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 3 }),
    device: name,
    statedDay: fc.nat(),
    openingTag: fc.record({ name, share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const record: fc.Arbitrary<RequestRecord> = fc
  .record({
    account: name,
    user: text,
    system: text,
    answer: text,
    model: name,
    organisation: name,
    endUser: name,
    time: fc.integer({ min: 0, max: 2e12 }),
    outputTokens: fc.nat(),
    facts: fc.option(facts, { nil: undefined }),
  })
  .map(({ facts: own, ...sent }) => request({ ...sent, ...(own && { facts: own }) }));

/** Lines of several files with one to three requests each; every request with its place. */
const log: fc.Arbitrary<[RequestRecord, RecordLocation][][]> = fc
  .array(fc.tuple(fc.nat(3), fc.array(record, { minLength: 1, maxLength: 3 })), { maxLength: 30 })
  .map((lines) =>
    lines.map(([source, records], n) =>
      records.map((one): [RequestRecord, RecordLocation] => [
        one,
        { source, line: n + 1, offset: n * 1000, length: 900 },
      ]),
    ),
  );

function tableOf(lines: readonly (readonly [RequestRecord, RecordLocation])[][]): RequestTable {
  const table = new RequestTable();
  for (const line of lines) for (const [one, place] of line) table.add(one, place);
  return table;
}

/** Puts each line into the table that `choice` names for it; lines that no choice names go into the first. */
function split<T>(lines: readonly T[], choice: readonly number[]): T[][] {
  const parts: T[][] = [[], [], [], []];
  lines.forEach((line, n) => parts[choice[n] ?? 0]!.push(line));
  return parts;
}

test('any split of a log over tables, merged in any order, finishes to the same bytes', () => {
  fc.assert(
    fc.property(
      log,
      fc.array(fc.nat(3), { maxLength: 30 }),
      fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
      (lines, choice, order) => {
        const parts = split(lines, choice).map(tableOf);
        const merged = new RequestTable();
        for (const part of order) merged.merge(parts[part]!);
        assert.equal(bytes(merged), bytes(tableOf(lines)));
      },
    ),
  );
});

test('merging is associative: ((a b) c) and (a (b c)) finish to the same bytes', () => {
  fc.assert(
    fc.property(log, log, log, (...logs) => {
      const placed = logs.map((lines, source) =>
        lines.map((line) => line.map(([one, place]): [RequestRecord, RecordLocation] => [one, { ...place, source }])),
      );
      const [a, b, c, left, right] = [...placed, placed[0]!, placed[1]!].map(tableOf);
      left!.merge(b!);
      left!.merge(c!);
      right!.merge(c!);
      const outer = a!;
      outer.merge(right!);
      assert.equal(bytes(left!), bytes(outer));
    }),
  );
});

test('lines may be added in any order', () => {
  fc.assert(
    fc.property(log, (lines) => {
      assert.equal(bytes(tableOf([...lines].reverse())), bytes(tableOf(lines)));
    }),
  );
});

test('tables cross threads between merges without a trace', () => {
  fc.assert(
    fc.property(log, fc.array(fc.nat(1), { maxLength: 30 }), (lines, choice) => {
      const merged = new RequestTable();
      for (const part of split(lines, choice)) {
        const packed = tableOf(part).pack();
        merged.merge(RequestTable.unpack(structuredClone(packed, { transfer: transfer(packed) })));
      }
      assert.equal(bytes(merged), bytes(tableOf(lines)));
    }),
  );
});
