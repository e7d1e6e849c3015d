/** Campaigns that are looked for in reports of other logs. */
import { basename } from 'node:path';
import { hashedReport } from '../../report/match/campaign-values.ts';
import { matchCampaigns } from '../../report/match/match-campaigns.ts';
import { withMatches } from '../../report/match/with-matches.ts';
import type { CampaignReport } from '../../report/shape/report.ts';
import type { MatchJob } from '../scan/scan-messages.ts';
import { readReport } from './read-report.ts';

/**
 * The campaigns, each with the other reports that it is in. One report at a time is held whole.
 * @throws a sentence when a file is not a report of this version
 */
export async function matched({ report, paths }: Omit<MatchJob, 'kind'>): Promise<CampaignReport[]> {
  const reports = [hashedReport(report, '')];
  for (const path of paths) reports.push(hashedReport(await readReport(path), basename(path)));
  return withMatches(report, reports, matchCampaigns(reports)).campaigns;
}
