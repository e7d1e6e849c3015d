/**
 * A report judged anew with another prior or threshold, from what it kept: contributions add up to log odds, so a prior
 * moves every sum by the same amount. Gives the verdicts and scores of a scan with these settings, but for groups that the
 * report did not keep: candidates below its reporting limit, and relay groups that a campaign covered.
 */
import { logOdds, probabilityOf } from '../../math/log-odds.ts';
import { twoSides } from './evidence.ts';
import { findingList } from './finding-list.ts';
import {
  type AccountReport,
  type CampaignReport,
  campaignVerdicts,
  type Evidence,
  inQueue,
  ofPart,
  type Report,
  JUDGING,
  type Judging,
  type ReportSettings,
  type SliceReport,
  type TemplateReport,
  type Verdict,
} from '../../report/shape/report.ts';

/** Also the certainty that scores are kept below. */
const MAX_PROBABILITY = 1 - 1e-9;

export const judgingOf = ({ accountPrior, threshold }: Judging): Judging => ({ accountPrior, threshold });

/** The report itself where it was judged like that. */
export function rejudge(report: Report, judging: Judging): Report {
  if (JUDGING.every((name) => report.settings[name] === judging[name])) return report;
  const { accountPrior, threshold } = judging;
  const shift = logOdds(accountPrior) - logOdds(report.settings.accountPrior);
  const settings = { ...report.settings, ...judgingOf(judging) };
  const campaigns = rejudgeCampaigns(report.campaigns, shift, threshold);
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const relayOf = new Map<string, string>();
  for (const { id, verdict, accounts } of campaigns)
    if (verdict === 'relay') for (const account of accounts) if (!relayOf.has(account)) relayOf.set(account, id);
  const campaignOf = ({ account, campaign: id = '' }: AccountReport): CampaignReport | undefined => {
    const named = byId.get(id);
    // Of a relay's account the report names the relay; its score is that of the campaign it is in besides.
    return named?.verdict !== 'relay'
      ? named
      : (campaigns.find(({ verdict, accounts }) => verdict !== 'relay' && accounts.includes(account)) ?? named);
  };
  const accounts = report.accounts
    .map((account) => rejudgeAccount(account, campaignOf(account), relayOf.get(account.account), shift, settings))
    .sort((a, b) => b.score - a.score || b.requests - a.requests || (a.account < b.account ? -1 : 1));
  const templates = report.templates
    .map((template) => rejudgeTemplate(template, byId, accountPrior))
    .sort((a, b) => b.score - a.score || b.requests - a.requests || (a.id < b.id ? -1 : 1));
  const findings = findingList(
    campaigns.map((one) => ({ report: one })),
    accounts.map((one) => ({ report: one })),
    templates,
  );
  const { taken, ...rest } = report;
  const isSame = campaigns.every((one) => one.verdict === report.campaigns.find(({ id }) => id === one.id)?.verdict);
  // What was taken is a sum over requests, which a report no longer has.
  return { ...rest, ...(taken && isSame && { taken }), settings, campaigns, accounts, templates, findings };
}

/** That conversations move between accounts does not depend on how many accounts are expected to distil. */
function rejudgeCampaigns(campaigns: readonly CampaignReport[], shift: number, threshold: number): CampaignReport[] {
  const moved = (score: number): number => probabilityOf(logOdds(Math.min(MAX_PROBABILITY, score)) + shift);
  const judged = campaigns
    .filter(({ verdict }) => verdict !== 'relay')
    .map(({ score, priorLogOdds, customer, parts, ...rest }) => ({
      ...rest,
      priorLogOdds: priorLogOdds + shift,
      score: moved(score),
      ...(customer && { customer: { ...customer, score: moved(customer.score) } }),
      ...(parts && { parts: parts.map((part) => ({ ...part, score: moved(part.score) })) }),
    }));
  const verdicts = campaignVerdicts(judged, threshold);
  return [
    ...judged.map((campaign, at): CampaignReport => ({ ...campaign, verdict: verdicts[at]! })),
    ...campaigns.filter(({ verdict }) => verdict === 'relay'),
  ].sort(inQueue);
}

function rejudgeAccount(
  account: AccountReport,
  campaign: CampaignReport | undefined,
  relay: string | undefined,
  shift: number,
  { accountPrior, threshold }: ReportSettings,
): AccountReport {
  const { priorLogOdds, own } = balanced(account, shift, logOdds(accountPrior));
  const harvests = campaign !== undefined && campaign.verdict !== 'relay';
  const score = probabilityOf(own.reduce((sum, { weight }) => sum + weight, priorLogOdds));
  const verdict = verdictOf(account, campaign, relay !== undefined, score, threshold);
  const asked = new Set(harvests ? campaign.templates : []);
  const slices = account.slices.map((slice): SliceReport => ({
    ...slice,
    score: asked.has(slice.template) ? score : accountPrior,
  }));
  const flagged = slices.filter(({ template }) => asked.has(template)).reduce((sum, { requests }) => sum + requests, 0);
  return {
    ...account,
    priorLogOdds,
    score,
    verdict,
    ...(campaign && { campaign: verdict === 'relay' ? (relay ?? campaign.id) : campaign.id }),
    flaggedRequests:
      verdict !== 'distillation' ? 0 : account.verdict === 'distillation' ? account.flaggedRequests : flagged,
    slices,
    ...twoSides(own),
  };
}

/**
 * The evidence with a membership that caps what all the rest makes with the other prior. Where a candidate was not reported,
 * membership stands for it alone; a relay does not depend on how many accounts are expected to distil.
 */
function balanced(
  account: AccountReport,
  shift: number,
  accountPrior: number,
): { priorLogOdds: number; own: Evidence[] } {
  const evidence = [...account.evidence, ...account.counterEvidence];
  const membership = evidence.find(({ detector }) => detector === 'membership');
  const isRelay = membership === undefined && evidence.some(({ detector }) => detector === 'continuation');
  if (isRelay) return { priorLogOdds: account.priorLogOdds, own: evidence };
  const priorLogOdds = account.priorLogOdds + shift;
  if (membership === undefined) return { priorLogOdds: accountPrior, own: evidence };
  const others = evidence.reduce((sum, item) => (item === membership ? sum : sum + item.weight), 0);
  const belongs = logOdds(Math.min(MAX_PROBABILITY, membership.statistic));
  const isReported = evidence.some((item) => item !== membership && item.weight !== 0);
  const target = isReported ? priorLogOdds + others : logOdds(account.score) + shift;
  const weight = Math.min(target, belongs) - priorLogOdds - others;
  return { priorLogOdds, own: evidence.map((item) => (item === membership ? capped(item, weight, isReported) : item)) };
}

/** Whether membership keeps the score down depends on how high it would be without. */
function capped({ role: _, ...membership }: Evidence, weight: number, isReported: boolean): Evidence {
  return { ...membership, weight, ...(isReported && weight < 0 && { role: 'cap' as const }) };
}

function verdictOf(
  account: AccountReport,
  campaign: CampaignReport | undefined,
  relays: boolean,
  score: number,
  threshold: number,
): Verdict {
  if (campaign?.verdict === 'distillation' && score >= threshold) return 'distillation';
  if (relays) return 'relay';
  if (campaign?.verdict === 'harvest' && belongs(account) >= threshold) return 'harvest';
  // What the log does not say, no other prior says.
  if (account.verdict === 'not-judged') return 'not-judged';
  const automated = [...account.evidence, ...account.counterEvidence].some(({ detector }) => detector === 'automation');
  return automated ? 'automation' : 'none';
}

/** How likely the account is a member of its campaign. */
const belongs = ({ evidence, counterEvidence }: AccountReport): number =>
  [...evidence, ...counterEvidence].find(({ detector }) => detector === 'membership')?.statistic ?? 0;

function rejudgeTemplate(
  template: TemplateReport,
  campaigns: ReadonlyMap<string, CampaignReport>,
  accountPrior: number,
): TemplateReport {
  const worst = campaigns.get(template.campaigns[0] ?? '');
  return { ...template, score: worst?.score ?? accountPrior, verdict: ofPart(worst?.verdict) };
}
