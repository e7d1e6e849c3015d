import { type CaseFilter, isWanted } from '../../../protocol/case-filter.ts';
import { probability } from '../../../text/numbers.ts';
import {
  type AccountReport,
  type Evidence,
  type LineRef,
  speaks,
  type TemplateReport,
} from '../../../report/shape/report.ts';
import type { Results } from '../results.ts';
import { forEachSelected } from '../selection.ts';
import { countedRules } from '../../../report/triage/counted-rules.ts';
import { counts } from '../decisions.ts';
import type { EvidenceGroup, TreeNode } from './tree-node.ts';
import { sideOf } from '../../../text/evidence-side.ts';
import { timeWord } from '../words.ts';

/** Log lines listed below one account and template: enough to judge, few enough to read. */
const MAX_LINES = 1000;

/**
 * The top of the tree: campaigns first, then what is in none, then what people decided not to count, then what was read. Groups of accounts that were looked at
 * and cleared are no findings: the dashboard lists them.
 */
export function treeRoots(results: Results, filter: CaseFilter = {}): TreeNode[] {
  const isBlind = results.report.coverage.state === 'not-judged' && results.report.inputs.requests > 0;
  const roots: TreeNode[] = [...(isBlind ? [{ kind: 'blind' } as const] : []), ...campaignNodes(results, true, filter)];
  if (results.report.techniques !== undefined) roots.push({ kind: 'techniques' });
  if (loneAccounts(results).length > 0) roots.push({ kind: 'accounts' });
  if (flaggedTemplates(results).length > 0) roots.push({ kind: 'templates' });
  if (ruleNodes(results).length > 0) roots.push({ kind: 'rules' });
  if (alarmNodes(results).length > 0) roots.push({ kind: 'drift' });
  if (clearedNodes(results).length > 0) roots.push({ kind: 'cleared' });
  roots.push({ kind: 'input' });
  return roots;
}

/** All children of a node, in the order shown. */
export function treeChildren(results: Results, node: TreeNode): TreeNode[] {
  switch (node.kind) {
    case 'campaign':
      return [...evidenceNodes(node.campaign), { kind: 'members', campaign: node.campaign }];
    case 'members':
      return node.campaign.accounts.flatMap((name) => accountNode(results.account(name)));
    case 'side':
      return node.evidence.map((evidence) => ({ kind: 'evidence', evidence }));
    case 'cleared':
      return clearedNodes(results);
    case 'accounts':
      return loneAccounts(results).flatMap(accountNode);
    case 'templates':
      return flaggedTemplates(results).map((template) => ({ kind: 'template', template }));
    case 'account':
      return [
        ...evidenceNodes(node.account),
        ...node.account.slices.map((slice): TreeNode => ({
          kind: 'slice',
          account: node.account,
          template: slice.template,
          requests: slice.requests,
          score: results.scoreIn(node.account.account, slice.score),
        })),
      ];
    case 'slice':
      return lineNodes(results, node.account.account, node.template);
    case 'template':
      return node.template.lines.map((line) => lineNode(results, line));
    case 'techniques':
      return (results.report.techniques ?? []).map((technique) => ({ kind: 'technique', technique }));
    case 'technique':
      return node.technique.lines.map((line) => lineNode(results, line));
    case 'rules':
      return ruleNodes(results);
    case 'rule':
      return node.rule.hits.map((hit) => ({ kind: 'hit', rule: node.rule, hit }));
    case 'hit':
      return node.hit.lines.map((line) => lineNode(results, line));
    case 'drift':
      return alarmNodes(results);
    case 'alarm':
      return node.alarm.templates.flatMap(({ lines }) => lines.map((line) => lineNode(results, line)));
    case 'evidence':
      return node.evidence.lines.map((line) => lineNode(results, line));
    case 'input':
      return [
        ...results.report.inputs.files.map((file): TreeNode => ({ kind: 'file', file })),
        ...results.report.inputs.reasons.map((reason): TreeNode => ({ kind: 'reason', reason })),
      ];
    case 'reason':
      return node.reason.examples.map((line): TreeNode => ({ kind: 'line', line, note: node.reason.reason }));
    case 'blind':
    case 'line':
    case 'file':
    case 'more':
      return [];
  }
}

/** Rules with hits that count, then those that could not judge this log. */
export function ruleNodes({ triaged }: Results): TreeNode[] {
  const rules = countedRules(triaged);
  const hit = rules.filter(({ hitCount }) => hitCount > 0);
  return [...hit, ...rules.filter(({ state }) => state === 'blind')].map((rule) => ({ kind: 'rule', rule }));
}

const alarmNodes = ({ report }: Results): TreeNode[] =>
  (report.drift?.alarms ?? []).map((alarm) => ({ kind: 'alarm', alarm }));

/** Campaigns with a verdict that count, or those that do not. */
function campaignNodes(results: Results, counted: boolean, filter: CaseFilter = {}): TreeNode[] {
  return results.report.campaigns
    .filter(({ id, verdict }) => speaks(verdict) && counts(results, { kind: 'campaign', id }) === counted)
    .filter((campaign) => isWanted(campaign, results.triaged.cases.get(campaign.id), filter))
    .map((campaign) => ({ kind: 'campaign', campaign }));
}

/** What people decided not to count: campaigns, then accounts that are in none, then templates. */
export function clearedNodes(results: Results): TreeNode[] {
  return [
    ...campaignNodes(results, false),
    ...loneAccounts(results, false).flatMap(accountNode),
    ...flaggedTemplates(results, false).map((template): TreeNode => ({ kind: 'template', template })),
  ];
}

/** Accounts with a verdict that belong to no campaign in the tree, and count or do not. */
export function loneAccounts(results: Results, counted = true): AccountReport[] {
  const inCampaign = ({ campaign }: AccountReport): boolean =>
    campaign !== undefined && speaks(results.campaign(campaign)?.verdict ?? 'none');
  return results.report.accounts.filter(
    (account) =>
      speaks(account.verdict) &&
      !inCampaign(account) &&
      counts(results, { kind: 'account', id: account.account }) === counted,
  );
}

export function flaggedTemplates(results: Results, counted = true): TemplateReport[] {
  return results.report.templates.filter(
    ({ id, verdict }) => speaks(verdict) && counts(results, { kind: 'template', id }) === counted,
  );
}

function accountNode(account: AccountReport | undefined): TreeNode[] {
  return account === undefined ? [] : [{ kind: 'account', account }];
}

/** What speaks for and what against always have a row: that nothing was found is worth knowing. */
function evidenceNodes(subject: { evidence: Evidence[]; counterEvidence: Evidence[] }): TreeNode[] {
  const groups: Record<EvidenceGroup, Evidence[]> = { for: [], against: [], neither: [] };
  for (const evidence of [...subject.evidence, ...subject.counterEvidence]) groups[groupOf(evidence)].push(evidence);
  return (Object.keys(groups) as EvidenceGroup[])
    .filter((side) => side !== 'neither' || groups[side].length > 0)
    .map((side) => ({ kind: 'side', side, evidence: groups[side] }));
}

function groupOf(evidence: Evidence): EvidenceGroup {
  switch (sideOf(evidence)) {
    case 'for':
    case 'relay':
      return 'for';
    case 'against':
      return 'against';
    case 'neutral':
    case 'cap':
    case 'automation':
      return 'neither';
  }
}

function lineNodes(results: Results, account: string, template: string): TreeNode[] {
  const nodes: TreeNode[] = [];
  forEachSelected(results, { account, template }, (row) => {
    nodes.push({ kind: 'line', line: results.lineOf(row), note: rowNote(results, row) });
    return nodes.length < MAX_LINES;
  });
  return nodes;
}

function lineNode(results: Results, line: LineRef): TreeNode {
  const row = results.rowAtLine(line.file, line.line);
  return { kind: 'line', line, note: row === undefined ? '' : rowNote(results, row) };
}

function rowNote(results: Results, row: number): string {
  const { index } = results;
  const time = index.time[row] ?? NaN;
  return `${timeWord(Number.isNaN(time) ? null : time)} · score ${probability(results.scoreOf(row))}`;
}
