import assert from 'node:assert/strict';
import { test } from 'node:test';
import { START, syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { Results } from './results.ts';
import { firstLine, hourOfWeek, selectRequests } from './selection.ts';

const { report, index } = syntheticResult();
const results = new Results(report, index, '');

test('a week begins on Monday at 00:00 UTC', () => {
  assert.equal(hourOfWeek(Date.UTC(2026, 0, 5)), 0);
  assert.equal(hourOfWeek(Date.UTC(2026, 0, 4, 23, 59)), 167);
  assert.equal(hourOfWeek(Date.UTC(1969, 11, 29)), 0);
  assert.equal(hourOfWeek(NaN), -1);
});

test('a selection counts all matching requests and lists the first ones in log order', () => {
  const { total, rows } = selectRequests(results, { account: 'sk-c1-2' }, 3);
  assert.equal(total, 20);
  assert.deepEqual(
    rows.map((row) => row.line.line),
    [2, 18, 34],
  );
  assert.ok(rows.every((row) => row.account === 'sk-c1-2' && row.template === 'T1'));
});

test('a campaign means the requests of its members made from its templates', () => {
  assert.equal(selectRequests(results, { campaign: 'C1' }, 1).total, 60);
});

test('the end of a time range is not part of it', () => {
  const step = 60_000;
  assert.equal(selectRequests(results, { from: START, to: START + step }, 10).total, 1);
});

test('a name that the scan does not know matches nothing, not everything', () => {
  assert.equal(selectRequests(results, { account: 'nobody' }, 1).total, 0);
  assert.equal(selectRequests(results, { template: 'T99' }, 1).total, 0);
  assert.equal(selectRequests(results, { campaign: 'C99' }, 1).total, 0);
});

test('the line to open is the first flagged one, or the first when none is flagged', () => {
  assert.equal(firstLine(results, {})?.line, 1);
  assert.equal(firstLine(results, { from: START + 10 * 60_000 })?.line, 17);
  assert.equal(firstLine(results, { account: 'user-00001' })?.line, 7);
  assert.equal(firstLine(results, { account: 'nobody' }), undefined);
});
