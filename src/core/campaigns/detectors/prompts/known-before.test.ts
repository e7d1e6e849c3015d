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

test('templates that have long been ordinary speak against a campaign, new ones say nothing', () => {
  const all = knownBefore.measure(candidate, { ...context, ordinary: ordinary(0, 1) })!;
  assert.equal(all.weight, -3);
  assert.match(all.text, /2 of 2 templates, with 100% of the requests/);
  assert.ok(all.rows.length > 0);
  const half = knownBefore.measure(candidate, { ...context, ordinary: ordinary(0) })!;
  assert.ok(half.weight < 0 && half.weight > -1.5, `${half.weight}`);
  assert.deepEqual(knownBefore.measure(candidate, { ...context, ordinary: ordinary() })!.weight, 0);
});
