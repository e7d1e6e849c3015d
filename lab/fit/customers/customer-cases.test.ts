import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeOf } from '../../../src/engine/campaigns/judging/explanations.ts';
import { probabilityOf } from '../../../src/math/log-odds.ts';
import { attacker, madeAccount, madeCandidate, madeDump } from '../logs/made-dump.ts';
import { coordinatedCleared, customerCases, silentDetectors } from './customer-cases.ts';

const line = (x: number, weight: number): [number, number][] => [
  [-x, -weight],
  [x, weight],
];
/** Each statistic of 1 weighs what is named, and the organisation -2, which is within its limit. */
const judge = judgeOf({
  slope: 1,
  shift: 0,
  explanations: {
    pool: { prior: -1, curves: { intent: line(1, 2), dealing: line(1, 3), organisations: line(1, -2) } },
  },
});
const owned = { organisations: 1, intent: 1 };
const dump = madeDump(
  [attacker(), madeAccount()],
  [
    madeCandidate([0], { label: 'campaign', campaign: 'c1', statistics: { intent: 1, dealing: 1, organisations: 0 } }),
    madeCandidate([1], { personas: [['org-key-pool', 5]], statistics: { ...owned, intent: -1 } }),
    madeCandidate([1], { label: 'authorised', personas: [['data team', 5]], statistics: owned }),
    madeCandidate([1], { personas: [['permitted_synth:evol', 5]], statistics: owned }),
    madeCandidate([1], { label: 'mixed', statistics: owned }),
    madeCandidate([1], { personas: [['agency', 5]], statistics: { ...owned, organisations: 0.5 } }),
  ],
);

test('candidates tell what says nothing where one organisation owns the accounts', () => {
  assert.deepEqual([...silentDetectors([dump])], ['dealing']);
});

test('a campaign is measured as if one customer had sent it, and the organisation counts for distillation alone', () => {
  const [campaign] = customerCases([dump], judge);
  assert.deepEqual([campaign!.who, campaign!.kind, campaign!.isNamed], ['c1', 'campaign', false]);
  assert.ok(Math.abs(campaign!.score - probabilityOf(-1)) < 1e-9);
  assert.ok(Math.abs(campaign!.harvest - probabilityOf(1)) < 1e-9);
});

test('permitted teams are told from ordinary work, and what is mixed or of several owners is left out', () => {
  assert.deepEqual(
    customerCases([dump], judge).map(({ who, kind }) => [who, kind]),
    [
      ['c1', 'campaign'],
      ['org-key-pool', 'ordinary'],
      ['data team', 'permitted'],
      ['permitted_synth', 'permitted'],
    ],
  );
});

test('a customer that is likely enough and asks for it is named', () => {
  const sure = judgeOf({
    slope: 1,
    shift: 3,
    explanations: { pool: { prior: -1, curves: { intent: line(1, 2), organisations: line(1, -2) } } },
  });
  const named = customerCases([dump], sure).map(({ kind, isNamed }) => [kind, isNamed]);
  assert.deepEqual(named, [
    ['campaign', true],
    ['ordinary', false],
    ['permitted', true],
    ['permitted', true],
  ]);
});

test('accounts that act as one without asking for a harvest are counted where no customer is known', () => {
  const statistics = { dealing: 1, intent: -1 };
  const made = madeDump(
    [attacker(), madeAccount()],
    [
      madeCandidate([0], { label: 'campaign', campaign: 'c1', statistics }),
      madeCandidate([1], { statistics }),
      madeCandidate([1], { statistics: { ...statistics, organisations: 1 } }),
      madeCandidate([1], { statistics: { dealing: 1, intent: 1 } }),
      madeCandidate([1], { statistics: { dealing: 0, intent: -1 } }),
      madeCandidate([1], { label: 'mixed', statistics }),
    ],
  );
  const cautious = judgeOf({
    slope: 1,
    shift: -4,
    explanations: {
      pool: { prior: 0, curves: { intent: line(1, 2), dealing: line(1, 3), organisations: line(1, -2) } },
    },
  });
  assert.deepEqual(coordinatedCleared([made], cautious), { campaign: 1, innocent: 1 });
});
