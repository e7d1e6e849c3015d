import { sideOf } from '../../text/evidence-side.ts';
import { judgedIn, ownScore } from '../../text/verdicts.ts';
import { counted, probability } from '../../text/numbers.ts';
import type { AccountReport, CampaignReport, Evidence, Finding, TemplateReport } from '../../report/shape/report.ts';
import type { Results } from './results.ts';
import { cut, judgementWord, templateWord } from './words.ts';

/** Keys are often hashes of 64 characters: the start tells them apart, and the whole is in the log line. */
const NAME = 24;

/** What is known about one flagged request: who sent it, with what, as part of what, and the evidence on either side. */
export interface FlaggedLine {
  row: number;
  score: number;
  account: AccountReport | undefined;
  template: TemplateReport | undefined;
  /** What tells the template from others; empty without one. */
  templateName: string;
  campaign: CampaignReport | undefined;
  finding: Finding | undefined;
  evidence: Evidence[];
  counterEvidence: Evidence[];
}

export function flaggedLine(results: Results, row: number): FlaggedLine {
  const { index } = results;
  const account = results.account(index.accounts[index.account[row] ?? 0] ?? '');
  const campaign = account?.campaign === undefined ? undefined : results.campaign(account.campaign);
  const template = index.templates[index.template[row] ?? 0] ?? '';
  return {
    row,
    score: index.score[row] ?? 0,
    account,
    template: results.template(template),
    templateName: templateWord(results.report, template, 400),
    campaign,
    finding: results.findingOf(row),
    evidence: strongest([...(account?.evidence ?? []), ...(campaign?.evidence ?? [])]),
    counterEvidence: strongest([...(account?.counterEvidence ?? []), ...(campaign?.counterEvidence ?? [])]).filter(
      (item) => sideOf(item) === 'against',
    ),
  };
}

/** `Distillation 98%, campaign C1`: the verdict is that of the campaign, or else of the account. */
export function flaggedTitle({ campaign, account, score }: FlaggedLine): string {
  if (campaign) return `${judgementWord(campaign)}, campaign ${campaign.id}`;
  return account ? judgementWord(account) : `Score ${probability(score)}`;
}

/** One message for the Problems panel: verdict, score, template, campaign, and the evidence against. */
export function flaggedText(line: FlaggedLine): string {
  const parts = [`${flaggedTitle(line)}.`];
  if (line.account) {
    const called = judgedIn(line.account, [line.campaign]);
    parts.push(`Account ${cut(line.account.account, NAME)}: ${judgementWord(called)}.`);
  }
  if (line.template) {
    const text = cut(line.templateName, 60);
    const quoted = text === '' ? '' : ` "${text}"`;
    parts.push(`Template ${line.template.id}${quoted}, sent by ${counted(line.template.accounts, 'account')}.`);
  }
  if (line.campaign) {
    const { id, accounts } = line.campaign;
    const score = probability(ownScore(line.campaign));
    parts.push(`Campaign ${id}: ${counted(accounts.length, 'account')}, score ${score}.`);
  }
  const against = line.counterEvidence[0];
  parts.push(against ? `Evidence against: ${against.text}` : 'No counter-evidence found.');
  return parts.join(' ');
}

/** Heaviest first, each sentence once. */
function strongest(evidence: Evidence[]): Evidence[] {
  const once = new Map(evidence.map((item) => [item.text, item]));
  return [...once.values()].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}
