/** What the Problems panel lists of one document: one problem for each campaign, and for each account or finding outside of them. */
import { campaignTitle } from '../../report/shape/campaign-facts.ts';
import { counted, probability } from '../../text/numbers.ts';
import { closed } from '../../text/speech.ts';
import type { MarkedLine } from '../model/diagnostic-plan.ts';
import { flaggedLine, flaggedText } from '../model/flagged-line.ts';
import type { Results } from '../model/results.ts';
import { cut, judgementWord } from '../model/words.ts';

/** Keys are often hashes of 64 characters: the start tells them apart. */
const NAME = 24;

export interface Problem {
  /** The most certain line, the first of several. */
  lead: MarkedLine;
  text: string;
  /** The other lines, in the order of the log, each with what tells it from the others. */
  others: { mark: MarkedLine; text: string }[];
}

/** @param marks of one document, in its order */
export function problemsOf(results: Results, marks: readonly MarkedLine[]): Problem[] {
  const groups = new Map<string, MarkedLine[]>();
  for (const mark of marks) {
    const key = subjectOf(results, mark);
    const group = groups.get(key) ?? [];
    group.push(mark);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => {
    const lead = group.reduce((most, mark) => (mark.score > most.score ? mark : most));
    const others = group.filter((mark) => mark !== lead).map((mark) => ({ mark, text: relatedText(results, mark) }));
    return { lead, text: problemText(results, lead, group), others };
  });
}

function subjectOf(results: Results, { row, finding }: MarkedLine): string {
  if (row === undefined) return `finding ${finding?.id ?? ''}`;
  const { campaign, account } = flaggedLine(results, row);
  return campaign ? `campaign ${campaign.id}` : `account ${account?.account ?? ''}`;
}

function problemText(results: Results, { row, finding }: MarkedLine, group: readonly MarkedLine[]): string {
  if (row === undefined) {
    if (finding === undefined) return '';
    // The title of a campaign or an account begins with its verdict.
    const title = finding.kind === 'template' ? finding.title : finding.title.replace(/^[^:]*: /, '');
    return `${judgementWord(finding)}: ${closed(title)} ${finding.detail}`;
  }
  const line = flaggedLine(results, row);
  const { campaign, counterEvidence } = line;
  if (group.length === 1 || campaign === undefined) {
    const more = group.length - 1;
    return `${flaggedText(line)}${more > 0 ? ` ${counted(more, 'more line')} of this account below.` : ''}`;
  }
  const accounts = new Set(group.flatMap((mark) => (mark.row === undefined ? [] : [results.index.account[mark.row]])));
  const [against] = counterEvidence;
  return [
    `${judgementWord(campaign)}, campaign ${campaign.id}: ${campaignTitle(campaign, results.report)}.`,
    `Marked here: ${counted(group.length, 'line')} from ${accounts.size === campaign.accounts.length ? 'all' : accounts.size} of its ${counted(campaign.accounts.length, 'account')}; it has ${counted(campaign.requests, 'request')} in all.`,
    against ? `Evidence against: ${against.text}` : 'No counter-evidence found.',
  ].join(' ');
}

function relatedText(results: Results, { row, finding, line }: MarkedLine): string {
  const at = row ?? results.rowAtLine(line.file, line.line);
  if (at === undefined) return finding?.title ?? '';
  const { account, template, score } = flaggedLine(results, at);
  return [
    account ? `account ${cut(account.account, NAME)}` : 'unknown account',
    ...(template ? [`template ${template.id}`] : []),
    // What is not flagged has none of its own.
    ...(row === undefined ? [] : [`score ${probability(score)}`]),
  ].join(', ');
}
