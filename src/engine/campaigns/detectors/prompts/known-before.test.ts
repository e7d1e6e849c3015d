import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { knownBefore } from './known-before.ts';

const { candidate, context } = candidateCase(traffic(8, 10, () => ({})));
const ordinary = (...templates: number[]): ReadonlyMap<number, { users: number; since: number }> =>
  new Map(templates.map((template) => [template, { users: 20, since: 20_000 }]));

test('without a baseline the detector abstains', () => {
  assert.equal(knownBefore.measure(candidate, context), null);
});

test('templates that have long been ordinary are told by their share of the requests', () => {
  const [all, half, none] = [[0, 1], [0], []].map((known) =>
    knownBefore.measure(candidate, { ...context, ordinary: ordinary(...known) })!,
  );
  assert.deepEqual([all!.statistic, half!.statistic, none!.statistic], [1, 0.5, 0]);
  assert.match(all!.text, /2 of 2 templates, in 100% of the requests/);
  assert.match(none!.text, /^None of these templates was ordinary in earlier traffic/);
  assert.ok(all!.rows.length > 0);
});
