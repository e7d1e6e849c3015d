import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../../test/fixtures/synthetic-result.ts';
import { applyTriage } from '../../../report/triage/apply-triage.ts';
import { markSubject } from '../../../report/triage/mark-subject.ts';
import type { Triage } from '../../../report/triage/triage.ts';
import { DecisionList } from '../../../protocol/decision-data.ts';
import { guardOf } from '../../../schema/guard.ts';
import { decisionList } from './decision-list.ts';
import { Results } from '../results.ts';

const { report, index } = syntheticResult({ members: 4 });

test('each decision says what it is about here, or why it is about nothing', () => {
  const campaign = markSubject(report, 'campaign', 'C2');
  assert.ok(campaign);
  const triage: Triage = {
    allow: [{ subject: { account: 'nobody-*' }, note: 'x' }],
    marks: [
      { subject: campaign, state: 'benign', note: 'a class', author: 'mw', date: '2026-11-01' },
      { subject: { kind: 'account', account: 'sk-c1-1' }, state: 'benign', note: 'x', expires: '2020-01-01' },
    ],
  };
  const results = new Results(report, index, '');
  results.triaged = applyTriage(report, triage, '2026-11-25');
  const list = decisionList(results, { triage, file: '/w/.prompt-audit/triage.json', problem: undefined });
  assert.ok(guardOf(DecisionList)(JSON.parse(JSON.stringify(list))), 'the dashboard would refuse it');
  assert.deepEqual(
    list.entries.map(({ subject, state, effect, item }) => [subject, state, effect, item?.id]),
    [
      ['campaign of 4 accounts', 'benign', 'applies', 'C2'],
      ['account sk-c1-1', 'benign', 'expired on 2020-01-01', undefined],
      ['allow-list entry nobody-*', 'allowed', 'not in this scan', undefined],
    ],
  );
});
