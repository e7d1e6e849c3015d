/**
 * What is remembered of campaigns from scan to scan: under which key, since when, and who belonged to them. A report is continued
 * by it, so that its campaigns keep their keys and say which scan found them first.
 */
import * as v from 'valibot';
import { guardOf } from '../../schema/guard.ts';
import { Count, Instant, Names, Time } from '../../schema/shapes.ts';
import { sameCampaigns } from '../compare/pair-campaigns.ts';
import { fingerprint } from '../export/deterministic-ids.ts';
import { campaignName } from '../shape/campaign-facts.ts';
import { type CampaignReport, type GoneCampaign, type Report, speaks, Verdict } from '../shape/report.ts';

/** A campaign of earlier scans. */
export const SeenCampaign = v.object({
  key: v.string(),
  /** What it takes, in words of this program. */
  name: v.string(),
  verdict: Verdict,
  accounts: Names,
  templates: Names,
  says: v.exactOptional(Names),
  scans: Count,
  firstScan: Instant,
  lastScan: Instant,
  first: Time,
  last: Time,
});
export type SeenCampaign = v.InferOutput<typeof SeenCampaign>;

export const areSeen = guardOf(v.array(SeenCampaign));

/** Campaigns that are remembered, and those of them that a report names: the last found of each. */
const REMEMBERED = 1000;
const GONE = 20;

const KEY_DIGITS = 8;

/** May be that a campaign is missing because the log, or the report, lacks something: then nothing is gone. */
export const isBlind = ({ partial, coverage }: Pick<Report, 'partial' | 'coverage'>): boolean =>
  partial || coverage.state === 'not-judged';

/**
 * The report with the keys that its campaigns had in earlier scans, what these found of them, and what is no longer there. All of
 * it comes from what the scans left behind; the clock of this one is not in it.
 */
export function continued(report: Report, seen: readonly SeenCampaign[]): Report {
  const known = new Map(sameCampaigns(seen, report.campaigns).map(({ before, after }) => [after, before]));
  const latest = seen.reduce((most, { lastScan }) => Math.max(most, lastScan), -Infinity);
  const taken = new Set(seen.map(({ key }) => key));
  const campaigns = report.campaigns.map((campaign): CampaignReport => {
    const was = known.get(campaign);
    if (was !== undefined) {
      const { key, scans, firstScan, lastScan } = was;
      const status = lastScan === latest ? 'known' : 'back';
      return {
        ...campaign,
        key,
        history: { status, scans: scans + 1, firstScan, first: earlier(was.first, campaign.first) },
      };
    }
    const key = freeKey(campaign, taken);
    taken.add(key);
    return { ...campaign, key, history: { status: 'new', scans: 1, first: campaign.first } };
  });
  const gone = isBlind(report) ? [] : goneOf(seen, new Set(known.values()));
  return { ...report, campaigns, ...(gone.length > 0 && { gone }) };
}

/** @param now when the report was made, ms since 1970 */
export function remembered(report: Report, seen: readonly SeenCampaign[], now: number): SeenCampaign[] {
  const known = new Map(seen.map((one) => [one.key, one]));
  for (const campaign of report.campaigns) {
    const key = keyOf(campaign);
    const was = known.get(key);
    const { verdict, accounts, templates, says, first, last } = campaign;
    known.set(key, {
      ...{ key, name: campaignName(campaign, report), verdict, accounts, templates },
      ...(says && { says }),
      scans: (was?.scans ?? 0) + 1,
      firstScan: was?.firstScan ?? now,
      lastScan: now,
      first: earlier(was?.first ?? null, first),
      last: later(was?.last ?? null, last),
    });
  }
  return [...known.values()].sort((a, b) => b.lastScan - a.lastScan || (a.key < b.key ? -1 : 1)).slice(0, REMEMBERED);
}

function goneOf(seen: readonly SeenCampaign[], found: ReadonlySet<SeenCampaign>): GoneCampaign[] {
  return seen
    .filter((one) => !found.has(one) && speaks(one.verdict))
    .sort((a, b) => b.lastScan - a.lastScan || (a.key < b.key ? -1 : 1))
    .slice(0, GONE)
    .map(({ accounts: _, templates: __, says: ___, ...gone }) => gone);
}

/** The key of a report, or one of members and templates where its program gave none. */
const keyOf = ({ key, templates, accounts }: CampaignReport): string =>
  key ?? `K${fingerprint('campaign', templates.toSorted(), accounts.toSorted()).slice(0, KEY_DIGITS)}`;

/** A new campaign does not take the key that another one brought along. */
function freeKey(campaign: CampaignReport, taken: ReadonlySet<string>): string {
  let key = keyOf(campaign);
  while (taken.has(key)) key = `K${fingerprint('campaign', key).slice(0, KEY_DIGITS)}`;
  return key;
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
const later = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);
