import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { ownWordings } from './own-wordings.ts';

const measure = (accounts: number, kind: 'reworded' | 'joint') => {
  const { candidate, context } = candidateCase(traffic(accounts, 5, () => ({})));
  return ownWordings.measure({ ...candidate, kind }, context);
};

test('it measures accounts that were put together by common words, and no others', () => {
  assert.ok(Math.abs(measure(60, 'reworded')!.statistic - measure(6, 'reworded')!.statistic - Math.log(10)) < 1e-9);
  assert.equal(measure(60, 'joint'), null);
});

test('the sentence says whether chance puts so many together', () => {
  assert.match(
    measure(6, 'reworded')!.text,
    /^A handful of accounts word one prompt anew, as many as chance may put together: 6, each/,
  );
  assert.match(
    measure(60, 'reworded')!.text,
    /^Far more accounts word one prompt anew than chance puts together: 60, each/,
  );
});
