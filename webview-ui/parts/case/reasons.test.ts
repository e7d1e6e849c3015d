import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence, LineRef } from '../../../src/protocol/view-model.ts';
import { exampleOf, strongestReasons } from './reasons.ts';

const line = (offset: number): LineRef => ({ file: '/a.jsonl', line: offset + 1, offset, length: 1 });
const reason = (weight: number, offsets: number[]): Evidence => ({
  detector: 'synthetic',
  text: `weighs ${weight}`,
  weight,
  statistic: 1,
  n: 10,
  lines: offsets.map(line),
});
const shown = (evidence: Evidence[], texts: number): [number, number[]][] =>
  strongestReasons(evidence, 'distillation', texts).map(({ reason: { weight }, lines }) => [
    weight,
    lines.map(({ offset }) => offset),
  ]);

test('the three strongest are shown, strongest first, and none that weighs nothing', () => {
  const all = [reason(1, [1]), reason(3, [2]), reason(0.01, [3]), reason(2, [4]), reason(0.5, [5]), reason(-4, [6])];
  assert.deepEqual(
    shown(all, 1).map(([weight]) => weight),
    [3, 2, 1],
  );
  assert.deepEqual(shown([reason(0.01, [1])], 1), []);
});

test('a sign of a relay is the first reason for that verdict, and for no other', () => {
  const relay: Evidence = { ...reason(0, [1]), role: 'relay' };
  const all = [reason(1, [2]), relay, reason(2, [3]), reason(3, [4])];
  const weights = (verdict: 'relay' | 'distillation'): number[] =>
    strongestReasons(all, verdict, 1).map((one) => one.reason.weight);
  assert.deepEqual(weights('relay'), [0, 3, 2]);
  assert.deepEqual(weights('distillation'), [3, 2, 1]);
});

test('each has lines of its own, those that few lines show first', () => {
  assert.deepEqual(shown([reason(3, [1, 2, 3, 4]), reason(2, [1]), reason(1, [1, 2])], 2), [
    [3, [3, 4]],
    [2, [1]],
    [1, [2]],
  ]);
});

test('a request that nothing but the line of another reason shows is shown by it', () => {
  assert.deepEqual(shown([reason(3, [1]), reason(2, [1]), reason(1, [])], 1), [
    [3, [1]],
    [2, [1]],
    [1, []],
  ]);
});

test('where totals show all three, a request that shows a weaker reason is the example, and else there is none', () => {
  const total = (weight: number): Evidence => ({ ...reason(weight, [7]), detector: 'even-shares' });
  const example = (all: Evidence[]): number | undefined =>
    exampleOf(all, strongestReasons(all, 'distillation', 1))?.offset;
  assert.equal(example([total(4), total(3), total(2), reason(1, [5])]), 5);
  assert.equal(example([total(4), total(3), reason(2, [5])]), undefined, 'it is quoted already');
  assert.equal(example([total(4), total(3)]), undefined);
  assert.equal(example([reason(0.01, [5])]), undefined, 'nothing speaks for it');
});
