/** The campaigns of a report as work to be done, as text and as JSON; and one of them with its history. */
import { counted } from '../../../text/numbers.ts';
import { judgementWords } from '../../../text/verdicts.ts';
import { visibleLine } from '../../../text/visible.ts';
import type { CampaignReport } from '../../shape/report.ts';
import type { Case } from '../triage.ts';
import { caseSummary } from '../triage-summary.ts';
import { decisionStatus, type TriagedReport } from '../triaged-report.ts';
import { eventText, eventTime, workText } from './case-words.ts';

const LONGEST = 400;

/** A line each; what people decided stands where somebody did. */
export function caseLines(triaged: TriagedReport, campaigns: readonly CampaignReport[]): string[] {
  if (campaigns.length === 0) return ['No campaign matches.'];
  return campaigns.map((campaign) => visibleLine(`${headOf(campaign)}: ${stateOf(triaged, campaign.id)}.`, LONGEST));
}

/** The same for programs. */
export function caseRows(triaged: TriagedReport, campaigns: readonly CampaignReport[]): object[] {
  return campaigns.map(({ id, key, verdict, score, accounts }) => {
    const [work, status] = [triaged.cases.get(id), decisionStatus(triaged, 'campaign', id)];
    return {
      ...(work === undefined ? { campaign: id, status: 'new', entries: 0 } : caseSummary(id, work)),
      ...(key !== undefined && { key }),
      verdict,
      score,
      accounts: accounts.length,
      ...(status && { decision: status.state }),
    };
  });
}

/** Where the work on a campaign stands, and below it what was done, the oldest first. */
export function caseHistory(triaged: TriagedReport, campaign: CampaignReport): string[] {
  const work = triaged.cases.get(campaign.id);
  return [
    ...caseLines(triaged, [campaign]),
    ...(work?.history ?? []).map((event) => `  ${visibleLine(entryText(event), 2 * LONGEST)}`),
  ];
}

const entryText = (event: Case['history'][number]): string =>
  [eventTime(event), event.by ?? '', `${eventText(event)}${event.note === undefined ? '' : `: ${event.note}`}`]
    .filter((part) => part !== '')
    .join(' · ');

function headOf(campaign: CampaignReport): string {
  const key = campaign.key === undefined ? '' : ` (${campaign.key})`;
  return `${campaign.id}${key}, ${judgementWords(campaign)}, ${counted(campaign.accounts.length, 'account')}`;
}

function stateOf(triaged: TriagedReport, id: string): string {
  const [work, status] = [triaged.cases.get(id), decisionStatus(triaged, 'campaign', id)];
  return `${workText(work ?? { status: 'new' })}${status === undefined ? '' : `. ${status.text}`}`;
}
