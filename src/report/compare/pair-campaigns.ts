import { type CampaignReport, speaks } from '../shape/report.ts';
import { campaignOverlap, hasSameKey, isSameCampaign, overlapSize } from '../triage/campaign-overlap.ts';
import type { Pair } from './comparison.ts';

/** As much of a campaign as it is known again by. */
export type KnownCampaign = Pick<CampaignReport, 'accounts' | 'templates' | 'says' | 'verdict' | 'key'>;

/** Campaigns of two scans that are the same one, the most similar first; each is used only once. */
export function sameCampaigns<Was extends KnownCampaign, Is extends KnownCampaign>(
  before: readonly Was[],
  after: readonly Is[],
): { before: Was; after: Is }[] {
  const candidates = before
    .flatMap((was) => after.map((is) => ({ was, is, overlap: campaignOverlap(was, is) })))
    .filter(({ was, is, overlap }) => isRelay(was) === isRelay(is) && (isSameCampaign(overlap) || hasSameKey(was, is)))
    .sort((a, b) => overlapSize(b.overlap) - overlapSize(a.overlap));
  const used = new Set<KnownCampaign>();
  const pairs: { before: Was; after: Is }[] = [];
  for (const { was, is } of candidates) {
    if (used.has(was) || used.has(is)) continue;
    used.add(was).add(is);
    pairs.push({ before: was, after: is });
  }
  return pairs;
}

/** Pairs campaigns of two reports; those that only one of them has are alone. Cleared suspicions are left out. */
export function pairCampaigns(
  before: readonly CampaignReport[],
  after: readonly CampaignReport[],
): Pair<CampaignReport>[] {
  const pairs = sameCampaigns(before, after);
  const used = new Set(pairs.flatMap(({ before: was, after: is }) => [was, is]));
  return [
    ...pairs,
    ...after.filter((one) => !used.has(one)).map((one) => ({ before: undefined, after: one })),
    ...before.filter((one) => !used.has(one)).map((one) => ({ before: one, after: undefined })),
  ].filter(({ before: was, after: is }) => [was, is].some((one) => one !== undefined && speaks(one.verdict)));
}

/** A group that relays is not a campaign that harvests, though both may hold the same accounts. */
function isRelay({ verdict }: KnownCampaign): boolean {
  return verdict === 'relay';
}
