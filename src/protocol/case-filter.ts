/** Which cases a person wants to see: their own, and those that are new since a day. The same in the terminal, the tree and the pages. */
import * as v from 'valibot';
import { type CampaignReport, CaseStatus, type CaseSummary } from '../report/shape/report.ts';
import { Finite, textWithin } from '../schema/shapes.ts';

export const CaseFilter = v.object({
  /** Only cases of this person or team; empty for those that nobody has. */
  owner: v.exactOptional(textWithin(200)),
  /** Only cases where the work stands like this; `open` is all but closed. */
  status: v.exactOptional(v.picklist([...CaseStatus.options, 'open'])),
  /** Only campaigns that are new since this time, ms UTC. */
  since: v.exactOptional(Finite),
});
export type CaseFilter = v.InferOutput<typeof CaseFilter>;

export function isWanted(
  campaign: Pick<CampaignReport, 'first' | 'history'>,
  work: Pick<CaseSummary, 'owner' | 'status'> | undefined,
  { owner, status, since }: CaseFilter,
): boolean {
  if (owner !== undefined && plain(work?.owner ?? '') !== plain(owner)) return false;
  const stands = work?.status ?? 'new';
  if (status !== undefined && (status === 'open' ? stands === 'closed' : stands !== status)) return false;
  return since === undefined || isNew(campaign, since);
}

/** First found by a scan since then; of a report that knows no scan before, a campaign whose requests began since then. */
function isNew({ first, history }: Pick<CampaignReport, 'first' | 'history'>, since: number): boolean {
  if (history === undefined) return first !== null && first >= since;
  return history.firstScan === undefined || history.firstScan >= since;
}

const plain = (name: string): string => name.trim().toLowerCase();
