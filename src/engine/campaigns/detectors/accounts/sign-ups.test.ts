import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY } from '../../../../../test/fixtures/requests.ts';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { signUps } from './sign-ups.ts';

const measure = (createdAt: (member: number) => number, known = true) => {
  const members = Array.from({ length: 12 }, (_, m) => [`m${m}`, { createdAt: createdAt(m) }] as const);
  const others = Array.from({ length: 40 }, (_, n) => [`x${n}`, { createdAt: MONDAY - n * 10 * DAY }] as const);
  const free = Array.from({ length: 40 }, (_, n) => ({ account: `x${n}`, user: `free ${n}` }));
  const { candidate, context } = candidateCase([...traffic(12, 8, () => ({})), ...free], {
    directory: new Map(known ? [...members, ...others] : others),
  });
  return signUps.measure(candidate, context);
};

test('accounts that were made within a day are told from those that were made as others were', () => {
  const burst = measure((m) => MONDAY + m * HOUR)!;
  const apart = measure((m) => MONDAY - m * 33 * DAY)!;
  assert.ok(burst.statistic < -3 && apart.statistic > -0.3, `${burst.text} ${apart.text}`);
  assert.match(
    burst.text,
    /^The accounts were created at the same time: the middle half of their 12 sign-ups lies within 0\.3 days; that of all 52 /,
  );
  assert.match(apart.text, /like others/);
});

test('without dates of the members nothing is said of sign-ups', () => {
  assert.equal(
    measure(() => MONDAY, false),
    null,
  );
});
