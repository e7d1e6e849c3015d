import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf, MEASURED } from './scale-model.ts';

const TB = { logBytes: 1e12, accounts: 1e6, cores: 64 };

test('states are brought together in rounds of so many at once, and moved once in each and twice at the end', () => {
  const cost = costOf(TB);
  assert.equal(cost.parts, Math.ceil(1e12 / (256 << 20)));
  assert.equal(cost.rounds, 2);
  assert.equal(cost.movedBytes, 4 * cost.stateBytes);
  const small = costOf({ ...TB, logBytes: 31 * MEASURED.partBytes });
  assert.deepEqual([small.rounds, small.merge, small.movedBytes], [0, 0, 2 * small.stateBytes]);
});

test('twice the cores halve the map, and do nothing for the last step', () => {
  const [one, two] = [costOf(TB), costOf({ ...TB, cores: 128 })];
  assert.ok(Math.abs(one.map / two.map - 2) < 0.2, `${one.map} ${two.map}`);
  assert.equal(one.finish, two.finish);
  assert.ok(Math.abs(one.coreHours - two.coreHours) < 0.01);
});

test('a map takes no less than its work divided among the cores, and no more than that and one part', () => {
  const cost = costOf(TB);
  const perPart = (cost.requests / cost.parts) * MEASURED.mapSeconds + MEASURED.startSeconds;
  const least = (cost.parts * perPart) / TB.cores / 3600;
  assert.ok(cost.map > 0.97 * least && cost.map < 1.1 * least + (3 * perPart) / 3600, `${cost.map} ${least}`);
});
