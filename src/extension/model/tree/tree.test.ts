import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../../test/fixtures/synthetic-result.ts';
import { driftReport } from '../../../../test/golden/cli/drift-report.ts';
import { campaignTitle } from '../../../report/shape/campaign-facts.ts';
import { applyTriage } from '../../../report/triage/apply-triage.ts';
import { markSubject } from '../../../report/triage/mark-subject.ts';
import type { CaseFilter } from '../../../protocol/case-filter.ts';
import { withWork } from '../../../report/triage/cases/work.ts';
import { NO_TRIAGE } from '../../../report/triage/triage.ts';
import { Results } from '../results.ts';
import { treeChildren, treeRoots } from './tree-children.ts';
import type { TreeNode } from './tree-node.ts';
import { treeText } from './tree-text.ts';

const { report, index } = syntheticResult();
const results = new Results(report, index, '');

function walk(nodes: TreeNode[], visit: (node: TreeNode) => void): void {
  for (const node of nodes) {
    visit(node);
    walk(treeChildren(results, node), visit);
  }
}

test('a campaign leads through its accounts and their templates to log lines', () => {
  const [campaign] = treeRoots(results);
  assert.ok(campaign?.kind === 'campaign');
  const members = treeChildren(results, campaign).find((node) => node.kind === 'members');
  assert.ok(members);
  const account = treeChildren(results, members).find((node) => node.kind === 'account');
  assert.ok(account);
  const slice = treeChildren(results, account).find((node) => node.kind === 'slice');
  assert.ok(slice);
  const lines = treeChildren(results, slice);
  assert.equal(lines.length, 20);
  assert.ok(lines[0]?.kind === 'line' && lines[0].line.line === 1);
});

const evidenceOf = (node: TreeNode): TreeNode[] =>
  treeChildren(results, node)
    .filter(({ kind }) => kind === 'side')
    .flatMap((side) => treeChildren(results, side));

test('evidence for, evidence against and accounts are one row each, with their numbers, and a campaign has its whole name', () => {
  const campaign = report.campaigns[0]!;
  const rows = treeChildren(results, { kind: 'campaign', campaign }).map((node) => treeText(results, node));
  assert.deepEqual(
    rows.map(({ label, description }) => [label, description]),
    [
      ['Evidence for', String(campaign.evidence.length)],
      ['Evidence against', String(campaign.counterEvidence.length)],
      ['Accounts', String(campaign.accounts.length)],
    ],
  );
  const { label } = treeText(results, { kind: 'campaign', campaign });
  assert.equal(label, `C1: ${campaignTitle(campaign, report)}`);
});

test('a row says that nothing speaks against, and cannot be opened', () => {
  const campaign = { ...report.campaigns[0]!, counterEvidence: [] };
  const [, against] = treeChildren(results, { kind: 'campaign', campaign });
  const { label, description, opens } = treeText(results, against!);
  assert.deepEqual([label, description, opens], ['Evidence against', '0', false]);
});

test('evidence is named in a few words with its weight, and what says nothing has an icon of its own', () => {
  const account = report.accounts[0]!;
  const icons = evidenceOf({ kind: 'account', account }).flatMap((node) => {
    if (node.kind !== 'evidence') return [];
    const { label, description, icon } = treeText(results, node);
    assert.ok(label.length < 40, label);
    assert.ok(description.endsWith(node.evidence.text));
    return [icon];
  });
  assert.deepEqual(icons, ['add', 'remove']);
  const neutral = { ...account.evidence[0]!, weight: 0 };
  assert.equal(treeText(results, { kind: 'evidence', evidence: neutral }).icon, 'circle-outline');
});

test('a row can be opened exactly when there is something below it', () => {
  walk(treeRoots(results), (node) => {
    assert.equal(treeText(results, node).opens, treeChildren(results, node).length > 0, treeText(results, node).label);
  });
});

test('an account with a verdict that is in no campaign is not lost', () => {
  const lone = { ...report, campaigns: [], accounts: report.accounts.map(({ campaign: _, ...account }) => account) };
  const other = new Results(lone, index, '');
  const group = treeRoots(other).find((node) => node.kind === 'accounts');
  assert.ok(group);
  assert.equal(treeChildren(other, group).length, 6);
});

test('a day with an alarm leads to the lines that moved it, and to its page; without an alarm there is no row', () => {
  assert.ok(!treeRoots(results).some(({ kind }) => kind === 'drift'));
  const drift = driftReport(report.templates[0]!.lines[0]!);
  const moved = new Results({ ...report, drift }, index, '');
  const group = treeRoots(moved).find(({ kind }) => kind === 'drift')!;
  assert.deepEqual([treeText(moved, group).description, treeText(moved, group).target], ['2', { page: 'drift' }]);
  const [alarm, other] = treeChildren(moved, group);
  const text = treeText(moved, alarm!);
  assert.deepEqual(
    [text.label, text.description, text.opens, text.line],
    ['2026-05-19, all accounts together', '3.4 times as far', true, drift.alarms[0]!.templates[0]!.lines[0]],
  );
  assert.deepEqual(text.tooltip, [
    drift.alarms[0]!.text,
    '72% of it: 190 accounts with template T1.',
    ...drift.alarms[0]!.against,
  ]);
  assert.deepEqual(
    treeChildren(moved, alarm!).map(({ kind }) => kind),
    ['line'],
  );
  assert.equal(treeText(moved, other!).opens, false);
});

test('files that could not be read say why', () => {
  const [file] = report.inputs.files;
  const text = treeText(results, { kind: 'file', file: { ...file!, error: 'This is a binary file, not a log.' } });
  assert.equal(text.description, 'This is a binary file, not a log.');
});

test('detectors that could not judge are named with the reason', () => {
  const text = treeText(results, { kind: 'input' });
  assert.ok(text.tooltip.includes('Blind abstained. no addresses'));
});

test('a campaign that was cleared is no finding, but an account in it with a verdict of its own still is', () => {
  const [first, ...others] = report.campaigns;
  const cleared = new Results({ ...report, campaigns: [{ ...first!, verdict: 'none' }, ...others] }, index, '');
  const roots = treeRoots(cleared);
  assert.equal(roots.filter((node) => node.kind === 'campaign').length, 1);
  const group = roots.find((node) => node.kind === 'accounts');
  assert.ok(group);
  assert.equal(treeChildren(cleared, group).length, 3);
});

test('findings that people decided not to count are dimmed in a group with its number, and open as before', () => {
  const decided = new Results(report, index, '');
  const subject = markSubject(report, 'campaign', 'C1');
  assert.ok(subject);
  const marks = [{ subject, state: 'benign', note: 'a class', author: 'mw' } as const];
  decided.triaged = applyTriage(report, { allow: [], marks }, '2026-11-25');
  const roots = treeRoots(decided);
  assert.deepEqual(
    roots.filter(({ kind }) => kind === 'campaign').map((node) => treeText(decided, node).label),
    [`C2: ${campaignTitle(report.campaigns[1]!, report)}`],
  );
  const group = roots.find(({ kind }) => kind === 'cleared');
  assert.ok(group);
  const cleared = treeChildren(decided, group);
  assert.equal(treeText(decided, group).description, String(cleared.length));
  const [campaign] = cleared;
  assert.ok(campaign?.kind === 'campaign' && campaign.campaign.id === 'C1');
  const text = treeText(decided, campaign);
  assert.match(text.description, /^Benign · /);
  assert.equal(text.colour, 'disabledForeground');
  assert.equal(text.tooltip[0], 'Marked benign by mw: a class');
  assert.equal(treeChildren(decided, campaign).length, treeChildren(results, campaign).length);
});

test('hits of rules stand in a group of their own down to their lines, and those on accounts that are allowed do not', () => {
  const [account] = report.accounts;
  const [line] = report.findings[0]!.lines;
  const hit = (value: string) => ({
    group: [{ field: 'account', value }],
    matches: 7,
    first: null,
    last: null,
    lines: [line!],
  });
  const rule = {
    id: 'rule/a',
    title: 'A',
    level: 'high',
    tags: [],
    hits: [hit(account!.account), hit('eval-1')],
  } as const;
  const rules = [
    { ...rule, hits: [...rule.hits], tags: [], state: 'ran' as const, hitCount: 2 },
    { ...rule, id: 'rule/b', hits: [], tags: [], state: 'blind' as const, reason: 'No times.', hitCount: 0 },
    { ...rule, id: 'rule/c', hits: [], tags: [], state: 'ran' as const, hitCount: 0 },
  ];
  const ruled = new Results({ ...report, rules }, index, '');
  const group = treeRoots(ruled).find(({ kind }) => kind === 'rules');
  assert.ok(group);
  const shown = treeChildren(ruled, group);
  assert.deepEqual(
    shown.map((node) => [treeText(ruled, node).label, treeText(ruled, node).description]),
    [
      ['rule/a', 'high · 2 hits'],
      ['rule/b', 'could not judge · No times.'],
    ],
  );
  const hits = treeChildren(ruled, shown[0]!);
  assert.deepEqual(
    hits.map((node) => treeChildren(ruled, node).length),
    [1, 1],
  );
  ruled.triaged = applyTriage(
    ruled.report,
    { ...NO_TRIAGE, allow: [{ subject: { account: account!.account }, note: 'ours' }] },
    '2026-01-01',
  );
  const [left] = treeChildren(ruled, group);
  assert.equal(treeText(ruled, left!).description, 'high · 1 hit', 'a hit that does not count is in the number');
  assert.equal(treeChildren(ruled, left!).length, 1);
  walk(treeRoots(ruled), (node) => assert.equal(treeText(ruled, node).opens, treeChildren(ruled, node).length > 0));
  assert.equal(
    treeRoots(results).some(({ kind }) => kind === 'rules'),
    false,
  );
});

test('the tree lists one’s own campaigns alone, and loses nothing else', () => {
  const { report, index } = syntheticResult({ members: 4 });
  const results = new Results(report, index, '');
  results.triaged = applyTriage(report, withWork(NO_TRIAGE, report, 'C2', { owner: 'mw' })!, '2026-11-25');
  const ids = (filter: CaseFilter): string[] =>
    treeRoots(results, filter).flatMap((node) => (node.kind === 'campaign' ? [node.campaign.id] : []));
  assert.deepEqual(ids({}), ['C1', 'C2']);
  assert.deepEqual(ids({ owner: 'MW' }), ['C2']);
  assert.deepEqual(ids({ owner: '' }), ['C1']);
  assert.deepEqual(ids({ since: Date.UTC(2090, 0, 1) }), []);
  assert.ok(treeRoots(results, { owner: 'nobody' }).some(({ kind }) => kind === 'input'));
});
