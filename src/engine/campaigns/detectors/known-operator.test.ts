import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, MONDAY } from '../../../../test/fixtures/requests.ts';
import { candidateCase, traffic, type TemplatedSent } from '../../../../test/fixtures/templated.ts';
import { CAMPAIGN_DETECTORS } from './detectors.ts';
import { hasKnownOperator } from './known-operator.ts';

/** Free conversations of two turns that change from one account to the next. */
const PASSED_ON = Array.from({ length: 60 }, (_, n): TemplatedSent[] => {
  const answer = `Customer ${n} gets an answer that is long enough to tell.`;
  const [user, time] = [`Customer ${n} asks something`, MONDAY + n * HOUR];
  return [
    { account: `m${n % 6}`, user, answer, time },
    { account: `m${(n + 1) % 6}`, user, later: [answer, 'And?'], time: time + MINUTE },
  ];
}).flat();
/** Work of six accounts that every detector named below has an opinion of. */
const work = (organisation: (member: number) => string): TemplatedSent[] => [
  ...traffic(6, 60, (m, n) => ({
    outputTokens: 100 + ((17 * m + 13 * n) % 50),
    model: `model ${n % 3}`,
    address: 'one',
    userAgent: 'own/1.0',
    organisation: organisation(m),
    time: MONDAY + (n * 6 + m) * 5 * HOUR,
  })),
  { account: 'x', user: 'Somebody else', organisation: 'Elsewhere' },
];
const EXPLAINED = ['dealing', 'interchangeable', 'even-shares', 'infrastructure'];

test('accounts are not blamed for what a relay or an organisation gives all its keys', () => {
  const alone = candidateCase(work(() => ''));
  assert.ok(!hasKnownOperator(alone.candidate, alone.context));
  for (const [who, sent] of [
    ['relay', [...work(() => ''), ...PASSED_ON]],
    ['organisation', work(() => 'Acme')],
  ] as const) {
    const { candidate, context } = candidateCase(sent);
    assert.ok(hasKnownOperator(candidate, context), who);
    for (const detector of CAMPAIGN_DETECTORS.filter(({ id }) => EXPLAINED.includes(id))) {
      assert.equal(detector.measure(candidate, context), null, `${detector.id} of a ${who}`);
      assert.notEqual(detector.measure(alone.candidate, alone.context), null, `${detector.id} abstains anyway`);
    }
  }
});

test('a farm that gives each account an organisation of its own does not escape by it', () => {
  const { candidate, context } = candidateCase(work((member) => `customer ${member}`));
  assert.ok(!hasKnownOperator(candidate, context));
});
