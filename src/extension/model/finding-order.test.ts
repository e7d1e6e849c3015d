import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { Finding } from '../../report/shape/report.ts';
import { findingsInOrder } from './finding-order.ts';
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
