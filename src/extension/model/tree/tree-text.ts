import { sideOf } from '../../../text/evidence-side.ts';
import { campaignName, campaignTitle } from '../../../report/shape/campaign-facts.ts';
import { count, counted, probability } from '../../../text/numbers.ts';
import { customerSentences } from '../../../text/one-customer.ts';
import { accountsText, requestsText } from '../../../text/speech.ts';
import { visibleName } from '../../../text/visible.ts';
import { intentTitle } from '../../../report/shape/intent-title.ts';
import type { Evidence, LineRef, Verdict } from '../../../report/shape/report.ts';
import type { Target } from '../../../protocol/messages.ts';
import type { Results } from '../results.ts';
import type { DecisionStatus } from '../../../report/triage/decision-status.ts';
import { itemOf, statusOf } from '../decisions.ts';
import { clearedNodes, flaggedTemplates, loneAccounts } from './tree-children.ts';
import { fileText } from './file-text.ts';
import { driftText } from './drift-text.ts';
import { evidenceText } from './evidence-text.ts';
import { techniqueText } from './technique-text.ts';
import { ruleText } from './rule-text.ts';
import { blindText } from './blind-text.ts';
import type { TreeNode, TreeText } from './tree-node.ts';
import { fileWord, judgementWord, templateWord, timeWord } from '../words.ts';
import { t } from '../../translated.ts';

export function treeText(results: Results, node: TreeNode): TreeText {
  const [text, item] = [plainText(results, node), itemOf(node)];
  const decided = item && statusOf(results, item);
  return decided === undefined ? text : { ...text, ...decidedText(text, decided) };
}

const DECIDED: Readonly<Record<DecisionStatus['state'], string>> = {
  confirmed: 'Confirmed',
  benign: 'Benign',
  watch: 'On watch',
  allowed: 'Allowed',
};

/** The decision comes first; what does not count is dimmed. */
function decidedText(text: TreeText, { state, counted, text: why }: DecisionStatus): Partial<TreeText> {
  return {
    description: `${t(DECIDED[state])} · ${text.description}`,
    tooltip: [why, ...text.tooltip],
    ...(!counted && { icon: 'pass', colour: 'disabledForeground' }),
    ...(state === 'confirmed' && { icon: 'verified' }),
    ...(state === 'watch' && { icon: 'eye' }),
  };
}

function plainText(results: Results, node: TreeNode): TreeText {
  switch (node.kind) {
    case 'campaign': {
      const { id, verdict, requests, summary, first, last, evidence, counterEvidence } = node.campaign;
      return {
        label: `${id}: ${campaignTitle(node.campaign, results.report)}`,
        description: `${judgementWord(node.campaign, t)} · ${accountsText(node.campaign.accounts.length, t)}`,
        tooltip: [
          `${id}: ${campaignName(node.campaign, results.report)}`,
          summary,
          ...customerSentences(node.campaign, t),
          `${counted(requests, 'request')}, ${timeWord(first)} to ${timeWord(last)}.`,
          ...sides(evidence, counterEvidence),
        ],
        icon: 'organization',
        ...colourOf(verdict),
        opens: true,
        ...firstLine(evidence),
        target: { page: 'campaign', campaign: id },
      };
    }
    case 'blind':
      return blindText(results.report);
    case 'cleared': {
      const cleared = clearedNodes(results);
      return {
        ...group(t('Not counted'), count(cleared.length), 'pass', { page: 'decisions' }),
        tooltip: ['Marked benign, or on the allow-list.'],
        colour: 'disabledForeground',
      };
    }
    case 'accounts':
      return group(t('Other accounts with a finding'), count(loneAccounts(results).length), 'account', {
        page: 'accounts',
      });
    case 'templates':
      return group(t('Templates in campaigns'), count(flaggedTemplates(results).length), 'symbol-string', {
        page: 'templates',
      });
    case 'input': {
      const { files, lines, records, rejected, skipped } = results.report.inputs;
      const counts = `${counted(lines, 'line')}: ${count(records)} read, ${count(rejected)} rejected, ${count(skipped)} skipped`;
      const abstained = results.report.detectors
        .filter((detector) => detector.state === 'abstained')
        .map((detector) => `${detector.name} abstained. ${detector.reason ?? 'The log lacks the data it needs.'}`);
      return {
        ...group(t('What was read'), files.length === 1 ? t('1 file') : t('{0} files', count(files.length)), 'files', {
          page: 'overview',
        }),
        tooltip: [`${counts}.`, ...abstained],
      };
    }
    case 'account': {
      const { account, verdict, requests, flaggedRequests, organisation, identity, looksLike } = node.account;
      const facts = [`${counted(requests, 'request')}, ${count(flaggedRequests)} of them flagged.`];
      if (organisation !== undefined) facts.push(`Organisation ${organisation}.`);
      if (looksLike !== undefined) facts.push(`Looks like ${visibleName(looksLike)}, which is another account.`);
      if (identity === 'weak') facts.push('Identified only by an address or a file, so it may be several people.');
      return {
        label: account,
        description: `${judgementWord(results.called(node.account), t)} · ${requestsText(requests, t)}`,
        tooltip: [facts.join(' '), ...sides(node.account.evidence, node.account.counterEvidence)],
        icon: 'account',
        ...colourOf(verdict),
        opens: node.account.slices.length + node.account.evidence.length + node.account.counterEvidence.length > 0,
        ...firstLine(node.account.evidence),
        target: { page: 'account', account },
      };
    }
    case 'template': {
      const { id, verdict, requests, accounts, organisations, lines } = node.template;
      const [line] = lines;
      return {
        label: templateWord(results.report, id) || `Template ${id}`,
        description: `${judgementWord(results.called(node.template), t)} · ${accountsText(accounts, t)}`,
        tooltip: [
          templateWord(results.report, id, 600) || `Template ${id}`,
          `${counted(requests, 'request')} from ${counted(accounts, 'account')} in ${counted(organisations, 'organisation')}.`,
          ...node.template.intents.map((intent) => `${intentTitle(intent.intent)}: ${probability(intent.probability)}`),
        ],
        icon: 'symbol-string',
        ...colourOf(verdict),
        opens: lines.length > 0,
        ...(line && { line }),
        target: { page: 'template', template: id },
      };
    }
    case 'slice': {
      const template = results.template(node.template);
      const text = templateWord(results.report, node.template);
      return {
        label: text || (node.template === '' ? 'Free text' : `Template ${node.template}`),
        description: t('{0} · score {1}', requestsText(node.requests, t), probability(node.score)),
        tooltip: [templateWord(results.report, node.template, 600) || node.template],
        icon: 'symbol-string',
        opens: node.template !== '',
        ...(template && { target: { page: 'template', template: template.id } as const }),
      };
    }
    case 'members': {
      const { id, accounts } = node.campaign;
      const found = accounts.filter((name) => results.account(name) !== undefined).length;
      return {
        ...group(t('Accounts'), count(accounts.length), 'account', { page: 'campaign', campaign: id }),
        opens: found > 0,
      };
    }
    case 'side':
    case 'evidence':
      return evidenceText(results, node);
    case 'rules':
    case 'rule':
    case 'hit':
      return ruleText(results, node);
    case 'techniques':
    case 'technique':
      return techniqueText(results, node);
    case 'drift':
    case 'alarm':
      return driftText(results, node);
    case 'line': {
      const { file, line } = node.line;
      return {
        label: `${fileWord(file)}:${line}`,
        description: node.note,
        tooltip: [`${file}, line ${count(line)}`],
        icon: 'go-to-file',
        opens: false,
        line: node.line,
      };
    }
    case 'file':
      return fileText(node.file);
    case 'reason': {
      const { outcome, reason, count, examples } = node.reason;
      const [line] = examples;
      return {
        label: reason,
        description: `${counted(count, 'line')} ${outcome}`,
        tooltip: [`${counted(count, 'line')} ${outcome}: ${reason}`],
        icon: outcome === 'rejected' ? 'warning' : 'info',
        opens: examples.length > 0,
        ...(line && { line }),
      };
    }
    case 'more':
      return {
        label: t('Show more'),
        description: t('{0} not shown', count(node.hidden)),
        tooltip: [],
        icon: 'ellipsis',
        opens: false,
      };
  }
}

function group(label: string, description: string, icon: string, target: Target): TreeText {
  return { label, description, tooltip: [label], icon, opens: true, target };
}

/** Evidence and counter-evidence as paragraphs; what speaks against is said even when it is nothing. */
function sides(evidence: Evidence[], counterEvidence: Evidence[]): string[] {
  const against = counterEvidence.filter((item) => sideOf(item) === 'against');
  const list = (items: Evidence[]): string =>
    items
      .slice(0, 5)
      .map((item) => `• ${item.text}`)
      .join('\n');
  return [
    ...(evidence.length > 0 ? [`Evidence for:\n${list(evidence)}`] : []),
    against.length > 0 ? `Evidence against:\n${list(against)}` : 'No counter-evidence found.',
  ];
}

function firstLine(evidence: Evidence[]): { line?: LineRef } {
  const line = evidence.find((item) => item.lines.length > 0)?.lines[0];
  return line ? { line } : {};
}

function colourOf(verdict: Verdict): { colour?: string } {
  switch (verdict) {
    case 'distillation':
      return { colour: 'list.errorForeground' };
    case 'relay':
    case 'suspected':
    case 'harvest':
      return { colour: 'list.warningForeground' };
    case 'automation':
    case 'none':
    case 'not-judged':
      return {};
  }
}
