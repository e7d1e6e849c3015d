import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { otherTraffic } from './other-traffic.ts';

const measure = (others: number) => {
  const free = Array.from({ length: others }, (_, n) => ({ account: `m${n % 6}`, user: `something else ${n}` }));
  const { candidate, context } = candidateCase([...traffic(6, 20, () => ({})), ...free]);
  return otherTraffic.measure(candidate, context)!;
};

test('keys that do nothing else are told from accounts that hide a harvest in other traffic', () => {
  const [alone, hidden] = [measure(0), measure(360)];
  assert.deepEqual([alone.statistic, hidden.statistic], [1, 0.25]);
  assert.match(alone.text, /hardly anything else: 120 of their 120 requests \(100%\)/);
  assert.match(hidden.text, /mostly do other things: 120 of their 480 requests \(25%\)/);
});
