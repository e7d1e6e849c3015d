/** Accounts as a report shows them, most suspicious first. */
import { count, counted } from '../../../text/numbers.ts';
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { MemberTest } from '../../campaigns/significance/null-members.ts';
import { isTested } from '../../campaigns/significance/null-test.ts';
import { logOdds, probabilityOf } from '../../math/log-odds.ts';
import { type NumberedCampaign, RELAY_SCORE } from './campaign-reports.ts';
import { twoSides } from './evidence.ts';
import type { DetectionResult } from './detection-result.ts';
import type { LineRefs } from './line-refs.ts';
import type { AccountReport, Evidence, ReportSettings, SliceReport, Verdict } from '../report.ts';

const SLICES = 20;

export interface JudgedAccount {
  number: number;
  report: AccountReport;
  campaign: NumberedCampaign | undefined;
}

export function accountReports(
  found: DetectionResult,
  campaigns: readonly NumberedCampaign[],
  settings: ReportSettings,
  refs: LineRefs,
): JudgedAccount[] {
  const campaignOf = new Map<number, NumberedCampaign>();
  // Campaigns come most suspicious first, relay groups last: an account belongs to the first that holds it.
  for (const campaign of campaigns)
    for (const account of campaign.accounts) if (!campaignOf.has(account)) campaignOf.set(account, campaign);
  const nearOf = nearCampaigns(campaigns);
  const relaying = new Set(campaigns.filter(({ judgement }) => !judgement).flatMap(({ accounts }) => accounts));
  const judged = [...found.profiles.values()].map((profile) => {
    const campaign = campaignOf.get(profile.number);
    return {
      number: profile.number,
      campaign,
      report: accountReport(profile, campaign, nearOf.get(profile.number), relaying, found, settings, refs),
    };
  });
  return judged.sort(
    (a, b) =>
      b.report.score - a.report.score ||
      b.report.requests - a.report.requests ||
      (a.report.account < b.report.account ? -1 : 1),
  );
}

/** The campaign each account that belongs to none is nearest to. */
function nearCampaigns(campaigns: readonly NumberedCampaign[]): Map<number, NumberedCampaign> {
  const nearest = new Map<number, { campaign: NumberedCampaign; score: number }>();
  for (const campaign of campaigns)
    for (const { account, logOdds: odds } of campaign.judgement?.candidate.near ?? []) {
      const score = probabilityOf(odds) * campaign.report.score;
      if (score > (nearest.get(account)?.score ?? 0)) nearest.set(account, { campaign, score });
    }
  return new Map([...nearest].map(([account, { campaign }]) => [account, campaign]));
}

function accountReport(
  profile: AccountProfile,
  campaign: NumberedCampaign | undefined,
  near: NumberedCampaign | undefined,
  relaying: ReadonlySet<number>,
  found: DetectionResult,
  settings: ReportSettings,
  refs: LineRefs,
): AccountReport {
  const evidence = evidenceOf(profile, campaign?.judgement ? campaign : (near ?? campaign), found, settings, refs);
  const score = probabilityOf(evidence.reduce((sum, { weight }) => sum + weight, logOdds(settings.accountPrior)));
  const verdict = verdictOf(
    score,
    campaign,
    relaying.has(profile.number),
    found.automation.has(profile.number),
    settings,
  );
  const inCampaign = new Set(campaign?.judgement ? campaign.templates : []);
  const slices = (found.slices.ofAccount.get(profile.number) ?? []).map(({ template, rows }) => ({
    template,
    requests: rows.length,
    score: inCampaign.has(template) ? score : settings.accountPrior,
  }));
  const flagged = verdict === 'distillation' ? slices.filter(({ template }) => inCampaign.has(template)) : [];
  return {
    account: profile.account,
    identity: profile.weak ? 'weak' : 'strong',
    score,
    verdict,
    requests: profile.requests,
    flaggedRequests: flagged.reduce((sum, { requests }) => sum + requests, 0),
    outputTokens: profile.outputTokens,
    first: Number.isNaN(profile.first) ? null : profile.first,
    last: Number.isNaN(profile.last) ? null : profile.last,
    ...(profile.organisation ? { organisation: profile.organisation } : {}),
    ...(campaign ? { campaign: campaign.report.id } : {}),
    slices: slices
      .sort((a, b) => b.score - a.score || b.requests - a.requests || a.template - b.template)
      .slice(0, SLICES)
      .map((slice): SliceReport => ({ ...slice, template: found.templates.ids[slice.template]! })),
    ...twoSides(evidence),
  };
}

/** The campaign's evidence, and the account's place in it as the rest: all weights add up to the account's log odds. */
function evidenceOf(
  profile: AccountProfile,
  campaign: NumberedCampaign | undefined,
  found: DetectionResult,
  settings: ReportSettings,
  refs: LineRefs,
): Evidence[] {
  const own: Evidence[] = [];
  const automation = found.automation.get(profile.number);
  if (automation) {
    const { text, statistic, n } = automation;
    own.push({
      detector: 'automation',
      text: `${text} Programs are common; this weighs nothing.`,
      weight: 0,
      statistic,
      n,
      lines: refs.of(profile.rows),
    });
  }
  if (!campaign) return own;
  if (!campaign.judgement) {
    const [moved] = [...campaign.report.evidence, ...campaign.report.counterEvidence];
    const weight = logOdds(RELAY_SCORE) - logOdds(settings.accountPrior);
    const rows = campaign.rows.filter((row) => found.table.rows.account[row] === profile.number);
    return [...own, { ...moved!, weight, lines: refs.of(rows.length ? rows : profile.rows.slice(0, 1)) }];
  }
  const { candidate, logOdds: campaignOdds } = campaign.judgement;
  const at = candidate.accounts.indexOf(profile.number);
  const place =
    at < 0
      ? candidate.near.find(({ account }) => account === profile.number)!
      : { logOdds: candidate.membership[at]!, slices: candidate.slices[at]! };
  const membership = probabilityOf(place.logOdds);
  const target = logOdds(Math.min(1 - 1e-9, membership * probabilityOf(campaignOdds)));
  const shared = [...campaign.report.evidence, ...campaign.report.counterEvidence];
  const test = found.calibration.get(candidate)?.members?.[at];
  const requests = place.slices.reduce((sum, slice) => sum + slice.rows.length, 0);
  const rest = target - logOdds(settings.accountPrior) - shared.reduce((sum, { weight }) => sum + weight, 0);
  return [
    ...own,
    ...shared,
    {
      detector: 'membership',
      text:
        `Sent ${counted(requests, 'request')} of ${count(place.slices.length)} of the ${count(candidate.templates.length)} templates of ${campaign.report.id}; ` +
        `probability of belonging to it ${(100 * membership).toFixed(1)}%${at < 0 ? ', too little to be counted in' : ', and its probability of distillation cannot be higher'}.${test && isTested(test) ? comparison(test) : ''}`,
      weight: rest,
      statistic: membership,
      ...(test && isTested(test) && { p: test.p, q: test.q, stratum: test.stratum }),
      n: requests,
      lines: refs.of(place.slices.flatMap((slice) => [...slice.rows.slice(0, 4)])),
    },
  ];
}

/** How many ordinary accounts share as much with the campaign's other members. */
function comparison({ p, n, stratum }: MemberTest): string {
  const as = Math.round(p * (n + 1)) - 1;
  return ` ${as === 0 ? 'None' : count(as)} of ${count(n)} ${stratum} ${as < 2 ? 'shares' : 'share'} as much with its other members.`;
}

function verdictOf(
  score: number,
  campaign: NumberedCampaign | undefined,
  relays: boolean,
  automated: boolean,
  settings: ReportSettings,
): Verdict {
  if (campaign?.report.verdict === 'distillation' && score >= settings.threshold) return 'distillation';
  if (relays) return 'relay';
  return automated ? 'automation' : 'none';
}
