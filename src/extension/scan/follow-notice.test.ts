import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftReport } from '../../../test/golden/cli/drift-report.ts';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { Report, RuleOutcome } from '../../report/shape/report.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { NO_TRIAGE } from '../../report/triage/triage.ts';
import { Results } from '../model/results.ts';
import { followNotice as noticeOf } from './follow-notice.ts';

const { report, index } = syntheticResult();
const followNotice = (before: Results, after: Results, told = new Set<string>()) => noticeOf(before, after, told);
const LINE = { file: '/logs/a.jsonl', line: 31, offset: 0, length: 9 };
const results = (changes: Partial<Report>): Results => new Results({ ...report, ...changes }, index, 'synthetic');
const campaigns = report.campaigns.filter(({ verdict }) => verdict === 'distillation');
const others = report.campaigns.filter(({ verdict }) => verdict !== 'distillation');

const ruleOf = (id: string, level: RuleOutcome['level'], accounts: readonly string[]): RuleOutcome => ({
  ...{ id, title: `Title of ${id}`, level, tags: [], state: 'ran', hitCount: accounts.length },
  hits: accounts.map((value) => ({
    group: [{ field: 'account', value }],
    ...{ matches: 1, first: null, last: null, lines: [LINE] },
  })),
});

test('nothing new is no notice, and neither is what a person cleared', () => {
  assert.equal(followNotice(results({}), results({})), undefined);
  const cleared = results({});
  const allow = campaigns.flatMap(({ accounts }) =>
    accounts.map((account) => ({ subject: { account }, note: 'ours' })),
  );
  cleared.triaged = applyTriage(cleared.report, { ...NO_TRIAGE, allow }, '2026-01-01');
  assert.ok(campaigns.length > 0 && campaigns.every(({ id }) => cleared.triaged.statuses.campaign.has(id)));
  assert.equal(followNotice(results({ campaigns: others }), cleared), undefined);
});

test('a campaign that is flagged as distillation for the first time is told, with its line', () => {
  const before = results({ campaigns: others });
  const { text, line } = followNotice(before, results({}))!;
  assert.equal(
    text,
    campaigns.length === 1
      ? '1 new campaign that looks like distillation.'
      : `${campaigns.length} new campaigns that look like distillation.`,
  );
  const finding = report.findings.find(({ kind, subject }) => kind === 'campaign' && subject === campaigns[0]!.id)!;
  assert.deepEqual(line, finding.lines[0]);
});

test('a campaign that stays where it was but turns into a harvest or a relay is told by that name', () => {
  const was = { ...campaigns[0]!, verdict: 'none' as const };
  const is = { ...was, verdict: 'harvest' as const };
  const notice = followNotice(results({ campaigns: [was] }), results({ campaigns: [is] }))!;
  assert.equal(notice.text, '1 new group that looks like a harvest by one customer.');
  assert.equal(followNotice(results({ campaigns: [is] }), results({ campaigns: [was] })), undefined);
  const relays = ['c1', 'c2'].map((id) => ({ ...was, id, key: id, verdict: 'relay' as const }));
  assert.equal(
    followNotice(results({ campaigns: [] }), results({ campaigns: relays }))!.text,
    '2 new groups that each look like a relay.',
  );
});

test('a campaign that goes up and down around the threshold interrupts once', () => {
  const told = new Set<string>();
  const [below, above] = [results({ campaigns: others }), results({})];
  assert.ok(followNotice(below, above, told));
  assert.equal(followNotice(above, below, told), undefined);
  assert.equal(followNotice(below, above, told), undefined);
});

test('a planted string is told with its line, and a rule of no weight interrupts nobody', () => {
  const rules = (...accounts: string[]) => results({ rules: [ruleOf('rule/canary.1', 'high', accounts)] });
  assert.deepEqual(followNotice(rules('a'), rules('a', 'b')), {
    text: '1 new hit of rule/canary.1 (high): Title of rule/canary.1.',
    line: LINE,
  });
  assert.match(followNotice(results({}), rules('a', 'b'))!.text, /^2 new hits of/);
  assert.equal(followNotice(results({}), results({ rules: [ruleOf('rule/x', 'low', ['a'])] })), undefined);
  const many = ['1', '2', '3', '4'].map((id) => ruleOf(`rule/${id}`, 'medium', ['a']));
  assert.match(followNotice(results({}), results({ rules: many }))!.text, / 2 more rules matched\.$/);
});

test('an alarm of drift is told once', () => {
  const moved = results({ drift: driftReport(LINE) });
  const { text, line } = followNotice(results({}), moved)!;
  assert.ok(
    text.startsWith('Drift alarm, which is not an accusation. On 2026-05-19, all accounts together moved'),
    text,
  );
  assert.ok(text.endsWith(' 1 more alarm.'), text);
  assert.deepEqual(line, LINE);
  assert.equal(followNotice(moved, moved), undefined);
});
