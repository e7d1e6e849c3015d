/** Findings: campaigns, then their accounts, then their templates, each with the line to open first. */
import { sideOf } from '../../text/evidence-side.ts';
import { count, counted, probability } from '../../text/numbers.ts';
import type { JudgedAccount } from './accounts/judged-accounts.ts';
import type { NumberedCampaign } from './campaign-reports.ts';
import { intentTitle } from '../../report/shape/intent-title.ts';
import { customerSentences } from '../../text/one-customer.ts';
import {
  type AccountReport,
  type Evidence,
  type Finding,
  FOUND,
  type LineRef,
  type TemplateReport,
  type Verdict,
} from '../../report/shape/report.ts';

const LINES = 20;

const NAMED: Record<Verdict, string> = {
  distillation: 'Distillation',
  relay: 'Relay',
  suspected: 'Suspected',
  harvest: 'Harvest pattern, one customer',
  automation: 'Automation',
  none: 'Below the threshold',
  'not-judged': 'Not judged',
};

export function findingList(
  campaigns: readonly Pick<NumberedCampaign, 'report'>[],
  accounts: Iterable<Pick<JudgedAccount, 'report'>>,
  templates: readonly TemplateReport[],
): Finding[] {
  return [
    ...campaigns.map(({ report }): Finding => ({
      id: `campaign:${report.id}`,
      kind: 'campaign',
      subject: report.id,
      verdict: report.verdict,
      score: report.score,
      title: `${NAMED[report.verdict]}: ${report.summary}`,
      detail: [...customerSentences(report), detail(report.evidence, report.counterEvidence)].join(' '),
      lines: linesOf(report.evidence, report.counterEvidence),
    })),
    ...foundIn(accounts).map((report): Finding => ({
      id: `account:${report.account}`,
      kind: 'account',
      subject: report.account,
      verdict: report.verdict,
      score: report.score,
      title: `${NAMED[report.verdict]}: account in ${report.campaign ?? 'no campaign'}, ${report.verdict === 'harvest' ? counted(report.requests, 'request') : `${count(report.flaggedRequests)} of ${counted(report.requests, 'request')} flagged`}`,
      detail: detail(report.evidence, report.counterEvidence),
      lines: memberLines(report.evidence, report.counterEvidence),
    })),
    ...templates
      .filter(({ verdict }) => verdict === 'distillation')
      .map((report): Finding => ({
        id: `template:${report.id}`,
        kind: 'template',
        subject: report.id,
        verdict: report.verdict,
        score: report.score,
        title: `Template of ${report.campaigns.join(', ')}: ${counted(report.requests, 'request')} from ${counted(report.accounts, 'account')}`,
        detail: report.intents[0]
          ? `Asks for ${intentTitle(report.intents[0].intent).toLowerCase()} (${probability(report.intents[0].probability)}).`
          : '',
        lines: report.lines,
      })),
  ];
}

function foundIn(accounts: Iterable<Pick<JudgedAccount, 'report'>>): AccountReport[] {
  const found: AccountReport[] = [];
  for (const { report } of accounts) if (FOUND.has(report.verdict)) found.push(report);
  return found;
}

function detail(evidence: readonly Evidence[], against: readonly Evidence[]): string {
  const counter = against.filter((item) => sideOf(item) === 'against');
  return [...evidence.map(({ text }) => text), ...counter.map(({ text }) => `Against: ${text}`)].join(' ');
}

function linesOf(evidence: readonly Evidence[], against: readonly Evidence[]): LineRef[] {
  const all = [...evidence, ...against].flatMap(({ lines }) => lines);
  return [...new Map(all.map((line) => [`${line.file} ${line.offset}`, line])).values()].slice(0, LINES);
}

/** An account's own lines that its score is about, not those its campaign shows; of a program, which none is about, all. */
function memberLines(evidence: readonly Evidence[], against: readonly Evidence[]): LineRef[] {
  const all = [...evidence, ...against];
  for (const name of ['membership', 'automation']) {
    const own = all.filter(({ detector }) => detector === name);
    if (own.length > 0) return linesOf(own, []);
  }
  return linesOf(evidence, against);
}
