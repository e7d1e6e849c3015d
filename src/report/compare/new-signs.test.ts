import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftReport } from '../../../test/golden/cli/drift-report.ts';
import { CLEAN_REPORT, EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import type { Report, RuleHit, RuleOutcome } from '../shape/report.ts';
import { applyTriage } from '../triage/apply-triage.ts';
import { NO_TRIAGE, type Triage } from '../triage/triage.ts';
import { newAlarms, newHits } from './new-signs.ts';

const hit = (account: string, matches = 1): RuleHit => ({
  group: [{ field: 'account', value: account }],
  ...{ matches, first: null, last: null },
  lines: [{ file: 'a.jsonl', line: 3, offset: 0, length: 9 }],
});

const withHits = (hits: RuleHit[], hitCount = hits.length): Report => {
  const rule: RuleOutcome = { id: 'rule/x', title: 'X', level: 'high', tags: [], state: 'ran', hitCount, hits };
  return { ...CLEAN_REPORT, rules: [rule] };
};
const news = (before: Report, after: Report, triage: Triage = NO_TRIAGE): string[][] =>
  newHits(before, applyTriage(after, triage, '2026-01-01')).map(({ hits }) => hits.map(({ group }) => group[0]!.value));

test('an account that a rule matches for the first time is news, and one more match of another is not', () => {
  assert.deepEqual(news(CLEAN_REPORT, withHits([hit('a')])), [['a']]);
  assert.deepEqual(news(withHits([hit('a')]), withHits([hit('a', 7), hit('b')])), [['b']]);
  assert.deepEqual(news(withHits([hit('a')]), withHits([hit('a', 7)])), []);
  assert.deepEqual(news(withHits([hit('a')]), withHits([hit('b')])), [['b']], 'one came as another went');
  assert.deepEqual(news(withHits([hit('a')]), withHits([])), []);
});

test('a sign that decisions cleared is no news', () => {
  const { account } = EXAMPLE_REPORT.accounts[0]!;
  const after = { ...EXAMPLE_REPORT, rules: withHits([hit('a'), hit(account)]).rules! };
  assert.deepEqual(news(withHits([hit('a')]), after), [[account]]);
  assert.deepEqual(
    news(withHits([hit('a')]), after, { ...NO_TRIAGE, allow: [{ subject: { account }, note: 'ours' }] }),
    [],
  );
});

test('of more hits than are listed, one that moves up in the list is not new', () => {
  const listed = (from: number): RuleHit[] => Array.from({ length: 100 }, (_, at) => hit(`a${from + at}`));
  assert.deepEqual(news(withHits(listed(0), 150), withHits(listed(1), 150)), []);
  assert.deepEqual(news(withHits(listed(0), 150), withHits(listed(1), 151)), [['a100']]);
  assert.deepEqual(news(withHits(listed(0), 150), withHits(listed(0), 151)), [[]], 'news all the same');
});

test('an alarm is new once', () => {
  const moved = { ...CLEAN_REPORT, drift: driftReport({ file: 'a', line: 1, offset: 0, length: 9 }) };
  assert.equal(newAlarms(CLEAN_REPORT, moved).length, 2);
  assert.deepEqual(newAlarms(moved, moved), []);
});
