import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templated, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { pooledTemplates } from './pooled-templates.ts';

/** Each of so many accounts sends so many requests of the template that `templateOf` gives it. */
const sent = (accounts: number, each: number, templateOf: (account: number, n: number) => number): TemplatedSent[] =>
  Array.from({ length: accounts * each }, (_, i) => {
    const [account, n] = [Math.floor(i / each), i % each];
    return { account: `m${account}`, user: `prompt ${i}`, template: templateOf(account, n) };
  });

/** Clause 7 is in all templates, clauses 10, 11, … are those of each wording. */
function poolsOf(requests: readonly TemplatedSent[], lettersOf: (clause: number) => number = () => 60): number[][] {
  const { slices, templates } = templated(requests);
  return pooledTemplates({ slices, clauses: templates.ids.map((_, n) => Float64Array.of(7, 10 + n)), lettersOf });
}

test('wordings of one prompt that each account has for itself are one pool', () => {
  assert.deepEqual(poolsOf(sent(12, 10, (account) => account % 4)), [[0, 1, 2, 3]]);
});

test('templates that the same accounts use are told by a bundle, not by a pool', () => {
  assert.deepEqual(poolsOf(sent(12, 40, (_, n) => n % 4)), []);
});

test('a clause of few letters, such as a greeting, holds nothing together', () => {
  assert.deepEqual(
    poolsOf(
      sent(12, 10, (account) => account % 4),
      (clause) => (clause === 7 ? 10 : 60),
    ),
    [],
  );
});

test('a template has nothing to pool where hardly any account goes deep, or one wording has nearly all that do', () => {
  assert.deepEqual(poolsOf(sent(12, 3, (account) => account % 4)), []);
  assert.deepEqual(poolsOf(sent(12, 10, (account) => (account < 11 ? 0 : 1))), []);
});
