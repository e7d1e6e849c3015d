/** Techniques as a report shows them, the surest first. */
import { ascending } from '../techniques/technique.ts';
import type { TechniqueReport } from '../../report/shape/report.ts';
import type { NumberedCampaign } from './campaign-reports.ts';
import type { DetectionResult } from './detection-result.ts';
import type { LineRefs } from './line-refs.ts';

/** Share of a technique's accounts that a campaign must have. */
const MOSTLY = 0.5;

export const techniqueReports = (
  { techniques, profiles }: Pick<DetectionResult, 'techniques' | 'profiles'>,
  campaigns: readonly NumberedCampaign[],
  refs: LineRefs,
): TechniqueReport[] =>
  techniques.map(({ accounts, rows, shown, readings, atlas, ...rest }) => ({
    id: rest.id,
    name: rest.name,
    grade: rest.grade,
    accounts: accounts.map((account) => profiles.get(account)!.account),
    requests: rows.length,
    campaigns: campaigns.filter((campaign) => hasMost(campaign, accounts)).map(({ report }) => report.id),
    text: rest.text,
    statistic: rest.statistic,
    n: rest.n,
    readings: readings.map((one) => ({ ...one })),
    atlas: [...atlas],
    lines: refs.of(shown),
  }));

function hasMost(campaign: NumberedCampaign, accounts: readonly number[]): boolean {
  const own = new Set(campaign.accounts);
  return ascending(accounts).filter((account) => own.has(account)).length >= MOSTLY * accounts.length;
}
