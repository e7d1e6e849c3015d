/** What is said on the traces of a campaign's requests, and of which: what people cleared is on none of them. */
import { sureOf } from '../sarif/sarif-rules.ts';
import { campaignName } from '../../shape/campaign-facts.ts';
import type { CampaignReport } from '../../shape/report.ts';
import { changesIn } from '../../triage/triage-words.ts';
import { counted } from '../../../text/numbers.ts';
import { visibleLine } from '../../../text/visible.ts';
import type { ExportInput } from '../export-input.ts';
import type { ExportRemark } from '../export-remark.ts';
import type { FlaggedTrace } from './flagged.ts';

export interface Tagged extends FlaggedTrace {
  of: CampaignReport;
}

/** Characters of a sentence that a list of annotations can show. */
const SENTENCE = 400;

export function taggedTraces({ report, statusOf, flagged }: ExportInput): Tagged[] {
  const counting = new Map(
    report.campaigns.filter(({ id }) => statusOf('campaign', id)?.counted !== false).map((one) => [one.id, one]),
  );
  return (flagged?.traces ?? []).flatMap((trace) => {
    const of = counting.get(trace.campaign);
    return of === undefined || statusOf('account', trace.account)?.counted === false ? [] : [{ ...trace, of }];
  });
}

/** `Campaign C1 (Rubric · 3 accounts): flagged as distillation. Probability …` */
export const tagSentence = ({ of }: Tagged, { report }: ExportInput): string =>
  visibleLine(
    `One of ${counted(of.requests, 'request')} of campaign ${of.id} (${campaignName(of, report)}). ${sureOf(of.verdict, of.score)}`,
    SENTENCE,
  );

/** What a program that reads the tag may want to know. */
export const tagFacts = ({ of, account, line }: Tagged, { report }: ExportInput): Record<string, unknown> => ({
  campaign: of.id,
  ...(of.key !== undefined && { key: of.key }),
  verdict: of.verdict,
  score: of.score,
  account,
  line: `${line.file}:${line.line}`,
  ...(changesIn(report).length > 0 && { changed: changesIn(report) }),
});

/** How many requests have a tag, and why the others have none. */
export function tagRemark(input: ExportInput): ExportRemark {
  const tagged = taggedTraces(input).length;
  const { looked = 0, without = 0, beyond } = input.flagged ?? {};
  const sentences = [
    `${counted(tagged, 'request')} of ${counted(looked, 'request')} that ${looked === 1 ? 'was' : 'were'} looked up ${tagged === 1 ? 'is' : 'are'} tagged.`,
    without > 0 ? `${counted(without, 'request')} had no trace in the log, or could not be told from others.` : '',
    beyond === undefined
      ? 'Only lines of the evidence were looked up: give the logs instead of the report for all requests.'
      : beyond > 0
        ? `${counted(beyond, 'more request')} of campaigns were not looked up.`
        : '',
  ];
  return { text: sentences.filter((sentence) => sentence !== '').join(' '), isEmpty: tagged === 0 };
}
