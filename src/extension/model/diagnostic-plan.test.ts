import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { planDiagnostics } from './diagnostic-plan.ts';
import { flaggedLine, flaggedText } from './flagged-line.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { Results } from './results.ts';

test('only flagged requests and lines of findings are marked', () => {
  const { report, index } = syntheticResult();
  const [file] = planDiagnostics(new Results(report, index, ''), 1000);
  assert.equal(file?.marks.length, 120);
  assert.equal(file.left, 0);
  assert.ok(file.marks.every((mark) => mark.score >= 0.9));
});

test('beyond the cap the most certain are kept, in log order, and the rest is counted', () => {
  const { report, index } = syntheticResult({ campaigns: 1, members: 10, ordinary: 0, requests: 200 });
  for (let row = 0; row < index.length; row++) index.score[row] = row < 1990 ? 0.91 : 0.99;
  report.findings = [];
  const [file] = planDiagnostics(new Results(report, index, ''), 500);
  assert.equal(file?.marks.length, 500);
  assert.equal(file.left, 1500);
  assert.equal(file.marks.filter((mark) => mark.score > 0.98).length, 10);
  const lines = file.marks.map((mark) => mark.line.line);
  assert.deepEqual(
    lines,
    [...lines].sort((a, b) => a - b),
  );
});

test('a campaign with more lines than the cap leaves room for every other campaign', () => {
  const { report, index } = syntheticResult({ campaigns: 2, members: 10, ordinary: 0, requests: 200 });
  const results = new Results(report, index, '');
  const first = results.findingOf(0)?.id;
  for (let row = 0; row < index.length; row++) index.score[row] = results.findingOf(row)?.id === first ? 0.99 : 0.95;
  const [file] = planDiagnostics(results, 500);
  const sizes = new Map<string | undefined, number>();
  for (const { finding } of file!.marks) sizes.set(finding?.id, (sizes.get(finding?.id) ?? 0) + 1);
  assert.equal(file!.marks.length, 500);
  assert.deepEqual([...sizes.values()], [250, 250]);
});

test('no file gets more than VS Code shows, whatever is asked for', () => {
  const { report, index } = syntheticResult({ campaigns: 1, members: 10, ordinary: 0, requests: 200 });
  assert.equal(planDiagnostics(new Results(report, index, ''), 100_000)[0]?.marks.length, 1000);
});

test('a log line with several requests is marked once', () => {
  const { report, index } = syntheticResult({ campaigns: 1, members: 1, ordinary: 0, requests: 4 });
  index.line.set([1, 1, 1, 2]);
  report.findings = [];
  assert.equal(planDiagnostics(new Results(report, index, ''), 10)[0]?.marks.length, 2);
});

test('a line that a finding cites is not flagged as distillation when its own request is none', () => {
  const { report, index } = syntheticResult({ campaigns: 1 });
  index.score.fill(0);
  assert.deepEqual(planDiagnostics(new Results(report, index, ''), 10), []);
});

test('a line that shows a relay is marked with that finding, whatever its score', () => {
  const { report, index } = syntheticResult({ campaigns: 1 });
  index.score.fill(0);
  report.findings.forEach((finding) => (finding.verdict = 'relay'));
  const [file] = planDiagnostics(new Results(report, index, ''), 10);
  assert.equal(file?.marks.length, 5);
  assert.ok(file.marks.every((mark) => mark.row === undefined && mark.finding?.id === 'F1'));
});

test('a message names account, template and campaign and says what speaks against', () => {
  const { report, index } = syntheticResult();
  const text = flaggedText(flaggedLine(new Results(report, index, ''), 0));
  assert.match(text, /^Distillation 98%, campaign C1\. /);
  assert.match(text, /Account sk-c1-1: Distillation 97%\./);
  assert.match(text, /Template T1 "Template T1: grade the answer \{…\}"/);
  assert.match(text, /Campaign C1: 3 accounts/);
  assert.match(text, /Evidence against: Keeps office hours\./);
});

test('a diagnostic says that nothing speaks against, and does not leave it out', () => {
  const { report, index } = syntheticResult();
  report.accounts.forEach((account) => (account.counterEvidence = []));
  assert.match(flaggedText(flaggedLine(new Results(report, index, ''), 0)), /No counter-evidence found\./);
});

test('lines of accounts that people decided not to count are not marked, and their number is told', () => {
  const { report, index } = syntheticResult();
  const decided = new Results(report, index, '');
  const all = planDiagnostics(decided, 1000)[0];
  const subject = { account: 'sk-c1-*' };
  decided.triaged = applyTriage(report, { allow: [{ subject, note: 'ours' }], marks: [] }, '2026-11-25');
  const [plan] = planDiagnostics(decided, 1000);
  assert.ok(all && plan);
  assert.equal(plan.cleared, 60);
  assert.equal(plan.marks.length, all.marks.length - 60);
  const named = plan.marks.map(({ row }) => index.accounts[index.account[row ?? 0] ?? 0] ?? '');
  assert.ok(named.every((account) => !account.startsWith('sk-c1-')));
});
