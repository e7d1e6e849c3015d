import { type CampaignReport, speaks } from '../report/report.ts';
import { campaignOverlap, isSameCampaign, overlapSize } from '../triage/campaign-overlap.ts';
import type { Pair } from './comparison.ts';

/** Pairs campaigns of two reports, the most similar first; each is used only once. Cleared suspicions are left out. */
export function pairCampaigns(
  before: readonly CampaignReport[],
  after: readonly CampaignReport[],
): Pair<CampaignReport>[] {
  const candidates = before
    .flatMap((was) => after.map((is) => ({ was, is, overlap: campaignOverlap(was, is) })))
    .filter(({ was, is, overlap }) => isRelay(was) === isRelay(is) && (isSameCampaign(overlap) || hasSameKey(was, is)))
    .sort((a, b) => overlapSize(b.overlap) - overlapSize(a.overlap));
  const used = new Set<CampaignReport>();
  const pairs: Pair<CampaignReport>[] = [];
  for (const { was, is } of candidates) {
    if (used.has(was) || used.has(is)) continue;
    used.add(was).add(is);
    pairs.push({ before: was, after: is });
  }
  return [
    ...pairs,
    ...after.filter((one) => !used.has(one)).map((one) => ({ before: undefined, after: one })),
    ...before.filter((one) => !used.has(one)).map((one) => ({ before: one, after: undefined })),
  ].filter(({ before: was, after: is }) => [was, is].some((one) => one !== undefined && speaks(one.verdict)));
}

const hasSameKey = ({ key }: CampaignReport, other: CampaignReport): boolean => key !== undefined && key === other.key;

/** A group that relays is not a campaign that harvests, though both may hold the same accounts. */
function isRelay({ verdict }: CampaignReport): boolean {
  return verdict === 'relay';
}
