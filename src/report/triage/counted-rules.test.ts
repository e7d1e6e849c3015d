import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import type { Report, RuleHit, RuleOutcome } from '../shape/report.ts';
import { clearedHitsText } from '../../text/rule-hits.ts';
import { applyTriage } from './apply-triage.ts';
import { countedRules } from './counted-rules.ts';
import { NO_TRIAGE } from './triage.ts';

const [{ account: ours }] = EXAMPLE_REPORT.accounts as [Report['accounts'][0]];
const hit = (field: string, value: string): RuleHit => ({
  group: [{ field, value }],
  ...{ matches: 1, first: null, last: null, lines: [] },
});
const rule = (hits: RuleHit[], hitCount = hits.length): RuleOutcome => ({
  ...{ id: 'rule/x', title: 'X', level: 'high', tags: [], state: 'ran', hitCount, hits },
});
const counted = (...rules: RuleOutcome[]) =>
  countedRules(
    applyTriage(
      { ...EXAMPLE_REPORT, rules },
      { ...NO_TRIAGE, allow: [{ subject: { account: ours }, note: 'our own evaluation' }] },
      '2026-01-01',
    ),
  ).map(({ hits, hitCount, cleared }) => [hits.length, hitCount, cleared]);

test('a hit on an account that people cleared is in no number of hits, and is not forgotten either', () => {
  assert.deepEqual(counted(rule([hit('account', ours), hit('account', 'key-9')]), rule([hit('account', ours)])), [
    [1, 1, 1],
    [0, 0, 1],
  ]);
});

test('of hits that no report lists it is said that decisions may have cleared some: the number of hits is no promise', () => {
  assert.equal(
    clearedHitsText({ cleared: 1, unlisted: 50 }, { cleared: 3, unlisted: 0 }),
    '4 more do not count: decisions cleared their accounts. The same may hold for some of the 50 that no report lists.',
  );
  assert.equal(clearedHitsText({ cleared: 0, unlisted: 50 }), '');
});

test('a hit on no account in particular counts whatever its value, and so do those that are not listed', () => {
  assert.deepEqual(counted(rule([hit('address', ours)])), [[1, 1, 0]]);
  assert.deepEqual(counted(rule([hit('account', ours)], 150)), [[0, 149, 1]]);
});
