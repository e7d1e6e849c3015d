import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { comeAlone, comeOnce } from './lone-runs.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Whether accounts come once or twice, and alone, where each of eight sends ten requests. */
const told = (timeOf: (member: number, n: number) => number): [once: boolean, alone: boolean] => {
  const { candidate, context } = candidateCase(traffic(8, 10, (m, n) => ({ time: timeOf(m, n) })));
  return [comeOnce(candidate, context.table), comeAlone(candidate, context.table)];
};

test('accounts that come once are told, whether others are there or not', () => {
  assert.deepEqual(
    told((m, n) => MONDAY + m * 3 * HOUR + n * MINUTE),
    [true, true],
  );
  assert.deepEqual(
    told((m, n) => MONDAY + m * 5 * MINUTE + n * MINUTE),
    [true, false],
  );
});

test('accounts that come back again and again do not come once', () => {
  assert.deepEqual(
    told((m, n) => MONDAY + n * 3 * HOUR + m * MINUTE),
    [false, false],
  );
});

test('without times nobody is said to come once', () => {
  assert.deepEqual(
    told(() => NaN),
    [false, false],
  );
});
