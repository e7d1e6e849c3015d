import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { Report } from '../../report/shape/report.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { NO_TRIAGE } from '../../report/triage/triage.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';
import { outcomeText } from './outcome-text.ts';
import { phaseWord, progressFraction, progressText } from './progress-text.ts';
import { withoutPrompts } from '../../report/shape/without-prompts.ts';

const reading = { phase: 'reading', bytes: 42e6, totalBytes: 100e6, requests: 1200, rate: 21e6, eta: 3 } as const;

const seen = (report: Report): TriagedReport => applyTriage(report, NO_TRIAGE, '');

test('progress says how far, how fast and how long still', () => {
  assert.equal(progressText(reading), '42% · 21.0 MB/s · 3 s left · 1,200 requests');
});

test('without a known size progress says what was read and promises nothing', () => {
  const open = { ...reading, totalBytes: 0, eta: null };
  assert.equal(progressText(open), '42.0 MB · 21.0 MB/s · 1,200 requests');
  assert.equal(progressFraction(open), null);
});

test('after reading the bar goes on and never back, and the text says for how long already', () => {
  const phases = ['reading', 'templates', 'accounts', 'campaigns', 'report'] as const;
  const shares = phases.map((phase) => progressFraction({ ...reading, bytes: 100e6, phase }) ?? NaN);
  assert.ok(shares.every((share, at) => at === 0 || share >= (shares[at - 1] ?? 0)));
  assert.ok((shares[0] ?? 1) < 0.9, 'a log that is read is not a scan that is done');
  const judging = { ...reading, phase: 'campaigns' } as const;
  assert.equal(progressText(judging, 12), 'Looking for campaigns · 12 s · 1,200 requests');
  assert.equal(phaseWord(judging), 'Looking for campaigns');
  assert.equal(phaseWord(reading), 'Reading 42%');
});

test('while the report is written the bar goes on with each of its steps, and the text counts them', () => {
  const step = (done: number) => ({ ...reading, phase: 'report' as const, steps: { done, of: 3 } });
  const shares = [0, 1, 2].map((done) => progressFraction(step(done)) ?? NaN);
  assert.ok(shares[0]! < shares[1]! && shares[1]! < shares[2]! && shares[2]! < 1, String(shares));
  assert.equal(progressText(step(1), 2), 'Writing the report (2 of 3) · 2 s · 1,200 requests');
  assert.equal(phaseWord(step(2)), 'Writing the report (3 of 3)');
});

test('a scan without a finding says so, and how much was looked at', () => {
  const { report } = syntheticResult({ campaigns: 0 });
  assert.deepEqual(outcomeText(seen(report), 'req.jsonl'), {
    text: 'req.jsonl: No campaign or account is flagged as distillation or relay (10 of 10 accounts judged).',
    empty: false,
  });
});

test('a finding that is not distillation does not pass as one, and programs are no finding', () => {
  const { report } = syntheticResult();
  assert.match(outcomeText(seen(report), 'x').text, /^x: Looks like distillation: 2 campaigns, 6 accounts \(of/);
  report.campaigns.forEach((campaign) => ((campaign.verdict = 'none'), (campaign.score = 0.86)));
  report.accounts.forEach((account) => (account.verdict = 'automation'));
  const { text } = outcomeText(seen(report), 'x');
  assert.match(
    text,
    /^x: No campaign or account is flagged as distillation or relay \(.* judged\); automation: \d+ accounts\./,
  );
  assert.match(text, /Neither flagged nor suspected: C1 at 86% with 3 accounts/);
});

test('a scan of a log that names no account is a warning and says why, not that nothing was found', () => {
  const { report } = syntheticResult({ campaigns: 0 });
  const cause = { id: 'no-account' as const, count: 200, share: 1, text: 'the log names no account' };
  report.coverage = { ...report.coverage, state: 'not-judged', requests: 0, share: 0, causes: [cause] };
  assert.deepEqual(outcomeText(seen(report), 'x'), {
    text: 'x: Cannot be judged: the log names no account.',
    empty: true,
  });
});

test('lines that could not be read are told once', () => {
  const { report } = syntheticResult();
  report.inputs.rejected = 81;
  assert.match(outcomeText(seen(report), 'x').text, / 81 lines could not be read\.$/);
  const text = '5.4% of lines that should hold requests could not be read';
  report.coverage = {
    ...report.coverage,
    state: 'partly',
    causes: [{ id: 'rejected', count: 81, share: 0.054, text }],
  };
  assert.equal(outcomeText(seen(report), 'x').text.split('could not be read').length, 2);
});

test('a scan that was cut short does not pass as whole', () => {
  const { report } = syntheticResult();
  assert.match(
    outcomeText(seen({ ...report, partial: true }), 'x').text,
    /The scan was cancelled\. All counts are of what was read\./,
  );
});

function nothingRead(): ReturnType<typeof syntheticResult> {
  const result = syntheticResult({ requests: 0, campaigns: 0 });
  Object.assign(result.report.coverage, { state: 'not-judged', causes: [] });
  return result;
}

test('a file that could not be read is named with the reason', () => {
  const { report } = nothingRead();
  const [file] = report.inputs.files;
  report.inputs.files = [{ ...file!, error: 'The file is empty.' }];
  assert.deepEqual(outcomeText(seen(report), 'req.jsonl'), {
    text: 'req.jsonl: Cannot be judged: no request was found. /logs/req.jsonl: The file is empty.',
    empty: true,
  });
});

test('lines that are no requests are explained when there is nothing else', () => {
  const { report } = nothingRead();
  report.inputs.reasons = [{ outcome: 'rejected', reason: 'not JSON', count: 7, examples: [] }];
  assert.match(outcomeText(seen(report), 'a.log').text, /^a\.log: Cannot be judged: .+ 7 lines rejected: not JSON\.$/);
});

test('without prompts no text of a template is left in the report', () => {
  const { report } = syntheticResult();
  assert.ok(JSON.stringify(report).includes('grade the answer'));
  assert.ok(!JSON.stringify(withoutPrompts(report)).includes('grade'));
});
