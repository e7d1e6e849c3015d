import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftReport } from '../../../test/golden/cli/drift-report.ts';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { Coverage, ConsideredGroup, Report } from '../shape/report.ts';
import { applyTriage } from './apply-triage.ts';
import { headline, headlineOf } from './headline.ts';
import { NO_TRIAGE } from './triage.ts';

const said = (report: Report): ReturnType<typeof headlineOf> => headlineOf(applyTriage(report, NO_TRIAGE, ''));
const BLIND: Partial<Coverage> = {
  state: 'not-judged',
  share: 0,
  causes: [{ id: 'no-account', count: 1, share: 1, text: 'the log names no account' }],
};

test('campaigns and accounts flagged as distillation are counted, and nothing else is', () => {
  const { state, short, sentence, caveats } = said(syntheticResult().report);
  assert.equal(state, 'distillation');
  assert.equal(short, '2 campaigns, 6 accounts flagged as distillation');
  assert.match(sentence, /^Looks like distillation: 2 campaigns, 6 accounts \(of \d+ accounts\)\.$/);
  assert.deepEqual(caveats, []);
});

test('the headline names accounts that alone ask for what a harvest does where nothing is called, and not those that people cleared', () => {
  const { report } = syntheticResult({ campaigns: 0 });
  const asker = (account: string, requests: number) => ({ account, requests, templates: [], asksFor: [], lines: [] });
  const first = [asker('key-1', 300), asker('key-2', 100)];
  const considered = { total: 0, groups: [], alone: { accounts: 2, requests: 400, first } };
  const sentence = (who: string, most: string): string =>
    `${who} ask for the kind of answers a harvest collects, in templates that fewer than five accounts use. A single account is not judged: look at ${most} first.`;
  assert.deepEqual(said({ ...report, considered }).caveats, [
    sentence('400 requests of 2 accounts', 'key-1 (300 requests)'),
  ]);
  const caveats = (cleared: readonly string[]): string[] =>
    headline({ ...report, considered }, (_, id) => !cleared.includes(id)).caveats;
  assert.deepEqual(caveats(['key-1']), [sentence('100 requests of 1 account', 'key-2 (100 requests)')]);
  assert.deepEqual(caveats(['key-1', 'key-2']), []);
  assert.deepEqual(said({ ...syntheticResult().report, considered }).caveats, []);
});

test('an alarm of drift is said with it, the first day and all accounts first, and changes no verdict', () => {
  const { report } = syntheticResult({ campaigns: 0 });
  const drift = driftReport({ file: 'a.jsonl', line: 1, offset: 0, length: 9 });
  const { state, caveats } = said({ ...report, drift });
  assert.deepEqual(
    [state, caveats],
    ['none', [`Drift alarm, which is not an accusation. ${drift.alarms[0]!.text} 1 more alarm.`]],
  );
  assert.deepEqual(said({ ...report, drift: { ...drift, alarms: [] } }).caveats, []);
});

test('a relay is a group and no campaign, and a program is no finding', () => {
  const { report } = syntheticResult();
  report.campaigns.forEach((one) => (one.verdict = 'relay'));
  report.accounts.forEach((one) => (one.verdict = one.verdict === 'distillation' ? 'relay' : 'automation'));
  assert.equal(said(report).short, '2 groups, 6 accounts flagged as relay');
  report.campaigns = [];
  report.accounts.forEach((one) => (one.verdict = 'automation'));
  assert.equal(said(report).short, 'nothing flagged as distillation');
  assert.equal(said(report).state, 'automation');
});

test('nothing found in a log that cannot be judged is not called clean', () => {
  const { report } = syntheticResult({ campaigns: 0 });
  assert.equal(said(report).state, 'none');
  Object.assign(report.coverage, BLIND);
  const { state, short, sentence } = said(report);
  assert.deepEqual(
    [state, short, sentence],
    ['not-judged', 'cannot be judged: the log names no account', 'Cannot be judged: the log names no account.'],
  );
});

test('a scan that was cancelled before a request was read does not say that the log has none', () => {
  const { report } = syntheticResult({ campaigns: 0 });
  Object.assign(report.coverage, { ...BLIND, causes: [] });
  assert.equal(said(report).sentence, 'Cannot be judged: no request was found.');
  report.inputs.cancelled = { read: 1e6, of: 54e6 };
  assert.equal(said(report).sentence, 'Cannot be judged: the scan was cancelled before a request was read.');
});

test('the headline says what was found, and with it that the rest cannot be judged', () => {
  const { report } = syntheticResult();
  Object.assign(report.coverage, BLIND);
  const { state, caveats } = said(report);
  assert.deepEqual(
    [state, caveats],
    ['distillation', ['The rest of the log cannot be judged: the log names no account.']],
  );
});

test('a candidate just below the threshold is named with its score, and no verdict', () => {
  const { report } = syntheticResult();
  report.accounts.forEach((one) => (one.verdict = 'none'));
  report.campaigns.forEach((one, n) => Object.assign(one, { verdict: 'none', score: n === 0 ? 0.86 : 0.01 }));
  const { state, candidates, caveats } = said(report);
  assert.equal(state, 'none');
  assert.deepEqual(
    candidates.map(({ id }) => id),
    ['C1'],
  );
  assert.deepEqual(caveats, ['Neither flagged nor suspected: C1 at 86% with 3 accounts.']);
});

test('suspected groups are counted as groups, and what to expect of them and what to do next are said in two sentences', () => {
  const { report } = syntheticResult();
  report.accounts.forEach((one) => (one.verdict = 'none'));
  report.campaigns.forEach((one, n) => Object.assign(one, { verdict: 'suspected', score: 0.4 - n / 10 }));
  const { state, short, sentence, caveats } = said(report);
  assert.deepEqual([state, short], ['suspected', '2 groups, 6 accounts suspected, nothing flagged']);
  assert.match(
    sentence,
    /^No campaign or account is flagged as distillation or relay \(\d+ of \d+ accounts judged\); suspected: 2 groups, 6 accounts\.$/,
  );
  assert.deepEqual(caveats, [
    'In test logs about 7 in 10 suspected groups were campaigns, somewhat more than their scores say: none in some kinds of log, nearly all in others. One in 5 test logs without an attack had suspected groups, too.',
    'Of the suspected groups look at C1 first: read its log lines and its innocent explanation, then mark it confirmed or benign. Suspicion is not an accusation.',
  ]);
  Object.assign(report.coverage, BLIND);
  assert.equal(said(report).state, 'suspected');
  const cleared = headline(report, (kind, id) => kind !== 'campaign' || id === 'C2');
  assert.match(cleared.caveats[1]!, /^Of the suspected groups look at C2 first/);
});

test('the headline names the group that was likeliest where nothing is called, unless it is far from any suspicion', () => {
  const { report } = syntheticResult({ campaigns: 0 });
  const group = {
    id: 'G1',
    accounts: [],
    size: 18,
    templates: [],
    requests: 197,
    summary: '',
    evidence: [],
    clearedBy: [],
  };
  const groups = (score: number, customer?: ConsideredGroup['customer']): Report['considered'] => ({
    total: 7,
    groups: [{ ...group, score, lookAlikes: [], ...(customer && { customer }) }],
  });
  const named =
    '7 groups were judged and cleared, G1 the likeliest at 14%. In unfamiliar traffic real campaigns can score this low: look at the likeliest first.';
  assert.deepEqual(said({ ...report, considered: groups(0.14)! }).caveats, [named]);
  assert.deepEqual(said({ ...report, considered: groups(0.004)! }).caveats, []);
  // A group that may harvest for one customer is likeliest for that.
  const customer = { organisation: 'Acme', accounts: 18, score: 0.14, asks: true };
  assert.deepEqual(said({ ...report, considered: groups(0.004, customer)! }).caveats, [named]);
  const found = syntheticResult().report;
  assert.ok(!said({ ...found, considered: groups(0.14)! }).caveats.includes(named));
});

test('nothing found in a part of the log is said of that part, and a log without times says what that leaves out', () => {
  const { report } = syntheticResult({ campaigns: 0 });
  const part = said({ ...report, partial: true, period: null });
  assert.match(part.sentence, /^In the part that was read, no campaign or account is flagged as distillation/);
  assert.equal(part.short, 'nothing flagged as distillation in the part that was read');
  assert.match(part.caveats.at(-1)!, /^No request has a time/);
});

test('a file of which nothing could be read is named, however few lines it has: what it holds was not judged', () => {
  const { report } = syntheticResult();
  const [read] = report.inputs.files;
  const unread = { ...read!, lines: 1, records: 0, rejected: 1, requests: 0, formats: {} };
  const files = (...paths: string[]): Report['inputs'] => ({
    ...report.inputs,
    files: [read!, ...paths.map((path) => ({ ...unread, path }))],
  });
  assert.deepEqual(said({ ...report, inputs: files('b\u001b.json') }).caveats, [
    'Nothing could be read of 1 of 2 files: b␛.json.',
  ]);
  assert.match(
    said({ ...report, inputs: files('1', '2', '3', '4', '5', '6', '7') }).caveats[0]!,
    /^Nothing could be read of 7 of 8 files: 1, 2, 3, 4, 5 and 2 more\.$/,
  );
  assert.deepEqual(said({ ...report, inputs: { ...report.inputs, files: [unread] } }).caveats, []);
});
