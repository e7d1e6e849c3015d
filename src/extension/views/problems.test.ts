import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { planDiagnostics } from '../model/diagnostic-plan.ts';
import { problemsOf } from './problems.ts';
import { Results } from '../model/results.ts';

const { report, index } = syntheticResult();
const results = new Results(report, index, '');
const marks = planDiagnostics(results, 1000)[0]!.marks;

test('a log has one problem for each campaign, with all of its lines below', () => {
  const problems = problemsOf(results, marks);
  assert.equal(problems.length, report.campaigns.length);
  const lines = problems.flatMap(({ lead, others }) => [lead, ...others.map(({ mark }) => mark)]);
  assert.equal(lines.length, marks.length);
  assert.deepEqual(new Set(lines), new Set(marks));
  const [first] = problems;
  assert.match(
    first!.text,
    /^Distillation 98%, campaign C1: .+\. Marked here: 60 lines from all of its 3 accounts; it has 60 requests in all\. /,
  );
  assert.match(first!.text, /Evidence against: Keeps office hours\.$/);
});

test('the problem stands on its most certain line, and lines below say what tells them apart', () => {
  const sure = new Results(report, { ...index, score: index.score.slice() }, '');
  const row = sure.rowsOfAccount(sure.accountNumber('sk-c1-1')!)[3]!;
  sure.index.score[row] = 0.999;
  const again = planDiagnostics(sure, 1000)[0]!.marks;
  const problem = problemsOf(sure, again).find(({ lead }) => lead.row === row);
  assert.ok(problem);
  assert.ok(problem.others.every(({ text }) => /^account sk-c\d-\d, template T\d+, score 97%$/.test(text)));
  const places = problem.others.map(({ mark }) => mark.line.line);
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
});

test('accounts in no campaign have a problem each, and a single line says all about its request', () => {
  const lone = { ...report, campaigns: [], accounts: report.accounts.map(({ campaign: _, ...account }) => account) };
  const problems = problemsOf(new Results(lone, index, ''), marks);
  assert.equal(problems.length, 6);
  assert.match(problems[0]!.text, /Account sk-c1-1: Distillation 97%\..* 19 more lines of this account below\.$/);
  const [single] = problemsOf(results, marks.slice(0, 1));
  assert.match(single!.text, /^Distillation 98%, campaign C1\. Account /);
});

test('of a finding below the threshold the verdict is said once, and the lines below say whose they are', () => {
  const { finding } = marks[0]!;
  assert.ok(finding);
  const near = { ...finding, verdict: 'none' as const, score: 0.48, title: 'Below the threshold: 3 accounts ask.' };
  const named = marks.slice(0, 3).map(({ line, score }) => ({ line, score, finding: near }));
  const [problem] = problemsOf(results, named);
  assert.match(problem!.text, /^[^:]+48%: /);
  assert.doesNotMatch(problem!.text, /Below the threshold|\.\. /);
  for (const { text } of problem!.others) assert.match(text, /^account sk-c\d-\d, template T\d+$/);
});

test('where a document has no room for all lines, the problem says how many requests the campaign has', () => {
  const [few] = problemsOf(results, marks.slice(0, 2));
  assert.match(few!.text, /Marked here: 2 lines from 2 of its 3 accounts; it has 60 requests in all\./);
});
