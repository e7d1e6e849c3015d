/** Accounts of equal score: which comes first is the same in the report, the terminal, the editor and the exports. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { screenSummary } from '../src/cli/output/summary/screen-summary.ts';
import { textSummary } from '../src/cli/output/summary/text-summary.ts';
import { exportFormat } from '../src/report/export/export-formats.ts';
import { exportInput } from '../src/report/export/export-input.ts';
import { findingList } from '../src/engine/building/finding-list.ts';
import { rejudge } from '../src/engine/building/rejudge.ts';
import { WEIGHT } from '../src/engine/techniques/grade.ts';
import { logOdds } from '../src/math/log-odds.ts';
import type { AccountReport, CampaignReport, Report } from '../src/report/shape/report.ts';
import { Answers } from '../src/extension/model/answers/answers.ts';
import { overviewOf } from '../src/extension/model/answers/overview.ts';
import { Results } from '../src/extension/model/results.ts';
import { treeChildren, treeRoots } from '../src/extension/model/tree/tree-children.ts';
import { syntheticResult } from './fixtures/synthetic-result.ts';

const { report: made, index } = syntheticResult();
/** Accounts that tie at two scores, each flagged as distillation and in no campaign, as a report lists them: by requests, then name. */
const accounts: AccountReport[] = made.accounts
  .map(({ campaign: _, ...account }, at) => ({
    ...account,
    ...{ verdict: 'distillation' as const, score: at % 2 === 0 ? 0.9731 : 0.9812, requests: 20 - (at % 3) },
  }))
  .toSorted((a, b) => b.score - a.score || b.requests - a.requests || (a.account < b.account ? -1 : 1));
const findings = findingList(
  [],
  accounts.map((account) => ({ report: account })),
  [],
);
const report: Report = { ...made, campaigns: [], accounts, findings };
const order = report.accounts.map(({ account }) => account);
const written = (id: string): string =>
  [...exportFormat(id)!.write(exportInput({ report, prompts: 'redacted', now: 0 }))].join('');

/** The accounts in the order in which a text names them first. */
const namedIn = (text: string): string[] =>
  order
    .map((name) => ({ name, at: text.search(new RegExp(`(?<![\\w-])${name}(?![\\w-])`)) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);

test('accounts of equal score stand in the order of the report in the terminal, the tree, the dashboard and every export', () => {
  assert.ok(new Set(report.accounts.map(({ score }) => score)).size < order.length / 2, 'accounts tie');
  const results = new Results(report, index, '');
  const lone = treeRoots(results).find(({ kind }) => kind === 'accounts')!;
  const heatmap = new Answers(results, 1).to({
    type: 'question',
    id: 1,
    kind: 'heatmap',
    body: {
      metric: 'requests',
      sort: 'score',
      group: 'none',
      filter: '',
      from: 0,
      to: 0,
      bins: 4,
      firstRow: 0,
      rows: 50,
    },
  });
  assert.ok(heatmap.type === 'answer' && heatmap.kind === 'heatmap');
  const shown = {
    tree: treeChildren(results, lone).map((node) => (node.kind === 'account' ? node.account.account : '')),
    dashboard: overviewOf(results, 1).accounts.map(({ account }) => account),
    heatmap: heatmap.body.accounts,
    terminal: namedIn(textSummary(report, { colour: false, columns: 200 }).split('\nAccounts\n')[1]!),
    csv: namedIn(written('csv')),
    actions: namedIn(written('actions')),
    sarif: namedIn(JSON.stringify((JSON.parse(written('sarif')) as { runs: [{ results: object[] }] }).runs[0].results)),
    html: namedIn(written('html').split('Other accounts with a verdict').at(-1)!),
  };
  for (const [where, names] of Object.entries(shown)) assert.deepEqual(names, order.slice(0, names.length), where);
  for (const [where, names] of Object.entries(shown)) assert.ok(names.length >= 10, `${where}: ${names.length}`);
});

/** Three campaigns as a scan finds them: the last has the lowest score of all that are called, and a fact near proof. */
const campaigns: CampaignReport[] = [0.9999, 0.999, 0.95].map((score, at) => {
  const { customer: _, atMostSuspected: __, ...campaign } = made.campaigns[0]!;
  const fact = { detector: 'technique-t3', text: 'Hidden reasoning came back.', statistic: 1, n: 1, lines: [] };
  const odds = logOdds(score);
  return {
    ...{ ...campaign, id: `C${at + 1}`, score, verdict: 'distillation' as const, counterEvidence: [] },
    ...(at === 2
      ? { priorLogOdds: odds - WEIGHT['near proof'], evidence: [{ ...fact, weight: WEIGHT['near proof'] }] }
      : { priorLogOdds: odds - 9, evidence: [{ ...fact, detector: 'depth', weight: 9 }] }),
  };
});

test('a campaign near proof goes before those that only score higher, in the report, the terminal, the tree, the dashboard and every export', () => {
  const { accountPrior, threshold } = made.settings;
  // A report that was judged like that already is returned as it is.
  const judging = { accountPrior, threshold: threshold - 0.01 };
  const judged = rejudge({ ...made, campaigns, accounts: [], templates: [] }, judging);
  const wanted = ['C3', 'C1', 'C2'];
  const first = (text: string): string[] =>
    wanted.toSorted((a, b) => text.search(new RegExp(`\\b${a}\\b`)) - text.search(new RegExp(`\\b${b}\\b`)));
  const results = new Results(judged, index, '');
  const write = (id: string): string =>
    [...exportFormat(id)!.write(exportInput({ report: judged, prompts: 'redacted', now: 0 }))].join('');
  const shown = {
    report: judged.campaigns.map(({ id }) => id),
    findings: judged.findings.filter(({ kind }) => kind === 'campaign').map(({ subject }) => subject),
    tree: treeRoots(results).flatMap((node) => (node.kind === 'campaign' ? [node.campaign.id] : [])),
    dashboard: overviewOf(results, 1).campaigns.map(({ id }) => id),
    screen: first(screenSummary(results.triaged, { colour: false, columns: 100 })),
    terminal: first(textSummary(judged, { colour: false, columns: 200 }).split('\nCampaigns\n')[1]!),
    html: first(write('html').split('<body')[1]!),
    sarif: first(JSON.stringify((JSON.parse(write('sarif')) as { runs: [{ results: object[] }] }).runs[0].results)),
  };
  for (const [where, ids] of Object.entries(shown)) assert.deepEqual(ids, wanted, where);
});
