import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, chance, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { favourites } from './favourites.ts';

const measure = (draw: (chance: number) => number) => {
  const sent = traffic(6, 60, (m, n): TemplatedSent => {
    return { template: 0, user: `p${Math.floor(draw(chance(m, n)))}`, time: MONDAY + n * 3 * HOUR + m };
  });
  const { candidate, context } = candidateCase(sent);
  return favourites.measure(candidate, context);
};

test('live use has favourites, an even pool has none', () => {
  const live = measure((x) => 300 * x ** 4)!;
  const even = measure((x) => 150 * x)!;
  assert.ok(live.statistic > 0.5, live.text);
  assert.ok(Math.abs(even.statistic) < 0.2, even.text);
  assert.match(live.text, /as in live use/);
  assert.match(even.text, /repeated evenly/);
  assert.ok(live.rows.length > 0);
});

test('when hardly anything comes back, nothing is said about favourites', () => {
  assert.equal(
    measure((x) => 1e9 * x),
    null,
  );
});
