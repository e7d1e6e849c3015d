import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { programs } from './programs.ts';

const measure = (members: string, others: string) => {
  const free = Array.from({ length: 30 }, (_, n) => ({ account: `x${n}`, user: `free ${n}`, userAgent: others }));
  const { candidate, context } = candidateCase([...traffic(10, 8, () => ({ userAgent: members })), ...free]);
  return programs.measure(candidate, context);
};

test('a program that members alone run is told from a library that everybody runs', () => {
  const [own, common] = [measure('harvester/1.0', 'sdk/1.0')!, measure('sdk/1.0', 'sdk/1.0')!];
  assert.equal(own.statistic, 1);
  assert.ok(Math.abs(common.statistic) < 1e-9);
  assert.match(own.text, /hardly anybody else runs: 10 of 10 accounts share one of 1 program\./);
  assert.match(common.text, /^The accounts run common programs/);
});

test('without names of programs nothing is said of them', () => {
  assert.equal(measure('', ''), null);
});
