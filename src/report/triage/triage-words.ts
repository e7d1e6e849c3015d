/** Decisions and counts in the words that the command line, the editor and the dashboard share. */
import { count, counted } from '../../text/numbers.ts';
import type { DecisionCounts, Report } from '../shape/report.ts';
import type { AllowRule, Mark } from './triage.ts';
import type { TriagedReport } from './triaged-report.ts';

const NOUNS = { campaign: 'campaign', account: 'account', template: 'template' } as const;

/** What a decision is about: `account key-1`, `campaign of 52 accounts`, `allow-list entry eval-*`. */
export function subjectText({ subject }: Mark | AllowRule): string {
  if (!('kind' in subject)) {
    return 'account' in subject
      ? `allow-list entry ${subject.account}`
      : `allow-list entry for organisation ${subject.organisation}`;
  }
  switch (subject.kind) {
    case 'account':
      return `account ${subject.account}`;
    case 'template':
      return `template ${subject.template}`;
    case 'campaign':
      return `campaign of ${counted(subject.accounts.length, 'account')}`;
  }
}

/** `3 campaigns, 1 of them marked benign and not counted`; nothing for a kind of which nothing was found or decided. */
function countText(kind: keyof typeof NOUNS, counts: DecisionCounts): string[] {
  const { found, benign, allowed, confirmed, watch } = counts;
  if (benign + allowed + confirmed + watch === 0) return [];
  const parts = [
    ...(benign > 0 ? [`${count(benign)} marked benign and not counted`] : []),
    ...(allowed > 0 ? [`${count(allowed)} on the allow-list and not counted`] : []),
    ...(confirmed > 0 ? [`${count(confirmed)} confirmed`] : []),
    ...(watch > 0 ? [`${count(watch)} on watch`] : []),
  ];
  return [`${counted(found, NOUNS[kind])}, ${parts.join(', ')}`];
}

/** What decisions came to, in a few words; empty when none concerns anything that was found. */
export function countsText({ counts }: Pick<TriagedReport, 'counts'>): string {
  return (['campaign', 'account', 'template'] as const).flatMap((kind) => countText(kind, counts[kind])).join('; ');
}

/** What decisions take out of what counts, a sentence for the beginning of a report; none where they change nothing. */
export function changeSentences({ counts, known = 0 }: Pick<TriagedReport, 'counts'> & { known?: number }): string[] {
  const { campaign, account, template } = counts;
  const gone = [campaign, account, template].some(({ benign, allowed }) => benign + allowed > 0);
  return [
    ...(gone ? [`Decisions change what counts: ${countsText({ counts })}.`] : []),
    ...(known > 0
      ? [
          `${counted(known, 'known group')} not shown: at least 80% of the accounts stand in groups that were marked benign.`,
        ]
      : []),
  ];
}

/** What mappings and decisions change about a report, for the first lines of all that is written from it. */
export function changesIn({ changed = [], triage }: Report): string[] {
  return [...changed, ...(triage ? changeSentences(triage) : [])];
}

/** What a decision that was not applied is about, and whom to ask. */
export function lapsedSubject(decision: Mark | AllowRule): string {
  const { owner } = decision;
  return `${subjectText(decision)}${owner === undefined ? '' : ` (owner: ${owner})`}`;
}

/** One sentence for each decision that was not applied. */
export function lapsedTexts({ lapsed }: TriagedReport): string[] {
  return lapsed.map(({ decision, why }) => `Not applied: the decision on ${lapsedSubject(decision)}: ${why}.`);
}
