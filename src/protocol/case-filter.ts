/** Which cases a person wants to see: their own, and those that are new since a day. The same in the terminal, the tree and the pages. */
import type { CampaignReport, CaseSummary } from '../report/shape/report.ts';

export interface CaseFilter {
  /** Only cases of this person or team. */
  owner?: string;
  /** Only campaigns that are new since this time, ms UTC. */
  since?: number;
}

export function isWanted(
  campaign: Pick<CampaignReport, 'first' | 'history'>,
  work: Pick<CaseSummary, 'owner'> | undefined,
  { owner, since }: CaseFilter,
): boolean {
  if (owner !== undefined && plain(work?.owner ?? '') !== plain(owner)) return false;
  return since === undefined || isNew(campaign, since);
}

/** First found by a scan since then; of a report that knows no scan before, a campaign whose requests began since then. */
function isNew({ first, history }: Pick<CampaignReport, 'first' | 'history'>, since: number): boolean {
  if (history === undefined) return first !== null && first >= since;
  return history.firstScan === undefined || history.firstScan >= since;
}

const plain = (name: string): string => name.trim().toLowerCase();
