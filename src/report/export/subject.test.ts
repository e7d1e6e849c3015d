import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportReport, exportTriage, HOSTILE, NOW } from '../../../test/fixtures/export-case.ts';
import { driftReport } from '../../../test/golden/cli/drift-report.ts';
import { triageSummary } from '../triage/triage-summary.ts';
import { exportInput } from './export-input.ts';
import { reportOn } from './subject.ts';

test('a report on a campaign holds its members, templates and findings and nobody else', () => {
  const part = reportOn(exportReport(), { kind: 'campaign', id: 'C1' });
  assert.deepEqual(
    part.campaigns.map(({ id }) => id),
    ['C1'],
  );
  assert.equal(part.accounts.length, 3);
  assert.deepEqual(
    part.templates.map(({ id }) => id),
    ['T1'],
  );
  assert.deepEqual(
    part.findings.map(({ subject }) => subject),
    ['C1'],
  );
  assert.doesNotMatch(JSON.stringify(part), /sk-c2|user-0/);
});

test('a report on an account does not tell of the other members', () => {
  const report = exportReport();
  report.campaigns[0]!.infrastructure = [
    { kind: 'address', value: '203.0.113.7', members: [1, 2], requests: 9, others: 0 },
  ];
  report.drift = driftReport(report.accounts[1]!.evidence[0]!.lines[0]!);
  const part = reportOn(report, { kind: 'account', id: HOSTILE });
  assert.equal(part.drift, undefined, 'a day is of everybody');
  assert.doesNotMatch(JSON.stringify(part), /203\.0\.113\.7/);
  assert.match(JSON.stringify(reportOn(report, { kind: 'campaign', id: 'C1' })), /203\.0\.113\.7/);
  assert.deepEqual(
    part.accounts.map(({ account }) => account),
    [HOSTILE],
  );
  assert.deepEqual(
    part.campaigns.map(({ id }) => id),
    ['C1'],
  );
  assert.deepEqual(
    part.templates.map(({ id }) => id),
    ['T1'],
  );
});

test('figures of the whole log are told of a part without the names of other customers', () => {
  const report = exportReport();
  const one = { kind: 'account' as const, accounts: 1, answers: 5, outputTokens: 50, prompts: 5, kinds: [] };
  report.taken = {
    answers: 100,
    outputTokens: 900,
    campaigns: { answers: 20, outputTokens: 90 },
    customers: [
      { name: HOSTILE, ...one },
      { name: 'sk-another', ...one },
    ],
  };
  for (const subject of [{ kind: 'account', id: HOSTILE } as const, { kind: 'campaign', id: 'C1' } as const]) {
    const part = reportOn(report, subject);
    assert.equal(part.taken!.answers, 100);
    assert.doesNotMatch(JSON.stringify(part), /sk-another/);
  }
});

test('an unknown name is refused with the names that are there', () => {
  assert.throws(() => reportOn(exportReport(), { kind: 'campaign', id: 'C9' }), /no campaign "C9".*C1, C2/);
  assert.throws(() => reportOn(exportReport(), { kind: 'account', id: 'nobody' }), /no account "nobody".*sk-c1-2/);
});

test('decisions on others do not travel with a part, and none does when they are left out', () => {
  const report = exportReport();
  const decided = { ...report, triage: triageSummary(exportTriage(report), '2026-11-25') };
  const other = exportInput({ report: decided, subject: { kind: 'campaign', id: 'C2' }, prompts: 'none', now: NOW });
  assert.deepEqual(other.report.triage?.items, []);
  assert.doesNotMatch(JSON.stringify(other.report), /sk-c1-2|our own evaluation/);
  const own = exportInput({ report: decided, prompts: 'none', now: NOW });
  assert.equal(own.statusOf('account', 'sk-c1-2')?.state, 'benign', 'decisions that the report came with are kept');
  const bare = exportInput({ report: decided, prompts: 'none', now: NOW, undecided: true });
  assert.equal(bare.report.triage, undefined);
  assert.equal(bare.statusOf('account', 'sk-c1-2'), undefined);
});
