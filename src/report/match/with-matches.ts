/** A report whose campaigns say in which other reports they were found. */
import type { Report } from '../shape/report.ts';
import type { HashedReport } from './campaign-values.ts';
import type { CampaignMatch } from './match-campaigns.ts';

/** @param report the first of `reports` */
export function withMatches<R extends Pick<Report, 'campaigns'>>(
  report: R,
  reports: readonly HashedReport[],
  matches: readonly CampaignMatch[],
): R {
  const campaigns = report.campaigns.map(({ seenIn: _, ...campaign }) => {
    const seenIn = matches
      .filter(({ first }) => first.report === 0 && first.campaign === campaign.id)
      .map(({ second, grade, text }) => ({
        report: reports[second.report]!.name,
        campaign: second.campaign,
        grade,
        text,
      }));
    return seenIn.length === 0 ? campaign : { ...campaign, seenIn };
  });
  return { ...report, campaigns };
}
