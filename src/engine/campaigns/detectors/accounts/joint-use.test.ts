import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { jointUse } from './joint-use.ts';

/** `strangers` of 100 others use the templates too. */
const measure = (templates: number, strangers: number) => {
  const others = Array.from({ length: 100 }, (_, n): TemplatedSent[] =>
    n < strangers
      ? Array.from({ length: templates }, (_, template) => ({ account: `x${n}`, template, user: `x${n}` }))
      : [{ account: `x${n}`, user: `free ${n}` }],
  ).flat();
  const { candidate, context } = candidateCase([...traffic(6, 40, (_, n) => ({ template: n % templates })), ...others]);
  return jointUse.measure(candidate, context)!;
};

test('the larger the set and the fewer others use it, the less of a coincidence', () => {
  assert.ok(measure(6, 0).statistic > measure(2, 0).statistic);
  assert.ok(measure(2, 0).statistic > measure(2, 6).statistic);
  assert.ok(measure(2, 6).statistic > measure(2, 60).statistic);
});

test('templates that everybody has say nothing, and the statistic is finite all the same', () => {
  const all = measure(2, 100).statistic;
  assert.ok(Number.isFinite(all) && all < -1, `${all}`);
});

test('the sentence says what share of the uses is theirs', () => {
  assert.match(
    measure(2, 0).text,
    /^Hardly anyone else .*: these 6 accounts are 100% of the users of 2 templates, in a log with 100 other accounts\.$/,
  );
  assert.match(measure(2, 18).text, /^Most users .*: these 6 accounts are 25%/);
});
