import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { Finding } from '../../report/shape/report.ts';
import { findingsInOrder } from './finding-order.ts';
import { namedLines } from './named-lines.ts';
import { Results } from './results.ts';

test('findings are stepped through as the tree lists them: a campaign, its accounts, the next campaign', () => {
  const { report, index } = syntheticResult({ campaigns: 2, members: 2 });
  const [first] = report.findings;
  const finding = (kind: Finding['kind'], subject: string): Finding => ({
    ...first!,
    id: `${kind}:${subject}`,
    kind,
    subject,
  });
  const accounts = report.campaigns.flatMap((campaign) => campaign.accounts);
  // As a report has them: by kind.
  report.findings = [
    ...report.campaigns.map(({ id }) => finding('campaign', id)),
    finding('template', 'T1'),
    ...accounts.toReversed().map((account) => finding('account', account)),
    { ...finding('account', 'user-00001'), lines: [] },
  ];
  assert.deepEqual(
    findingsInOrder(new Results(report, index, 'log')).map(({ subject }) => subject),
    ['C1', 'sk-c1-1', 'sk-c1-2', 'C2', 'sk-c2-1', 'sk-c2-2', 'T1'],
  );
});

test('a group that is neither flagged nor suspected is no step: the tree does not list it', () => {
  const { report, index } = syntheticResult({ campaigns: 2, members: 2 });
  report.findings = report.findings.map((one) => (one.subject === 'C1' ? { ...one, verdict: 'none' } : one));
  const subjects = findingsInOrder(new Results(report, index, 'log')).map(({ subject }) => subject);
  assert.ok(subjects.includes('C2') && !subjects.includes('C1'), subjects.join(', '));
});

test('a line to which a finding of a suspected group leads has a mark of its own, and one that is flagged has none besides', () => {
  const { report, index } = syntheticResult({ campaigns: 1, members: 2, ordinary: 3, requests: 5 });
  const [first] = report.findings;
  const file = index.files[0]!;
  const row = [...index.account].findIndex((account) => index.accounts[account]!.startsWith('user-'));
  const lines = [row, 0].map((at) => ({ ...first!.lines[0]!, line: index.line[at]! }));
  const named = (verdict: Finding['verdict']): number[] => {
    report.findings = [{ ...first!, verdict, lines }];
    return [...namedLines(new Results(report, index, 'log'), file)];
  };
  assert.deepEqual(named('suspected'), [index.line[row]]);
  assert.deepEqual(named('none'), []);
  assert.deepEqual(named('distillation'), []);
});
