/** Accounts as a report shows them, most suspicious first. */
import { counted } from '../../../text/numbers.ts';
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import { lookAlikes } from '../../accounts/look-alikes.ts';
import { rankingOdds } from '../../campaigns/judging/one-customer.ts';
import { logOdds, probabilityOf } from '../../../math/log-odds.ts';
import { addFlagged, type Flagged } from '../activity/flagged-rows.ts';
import { type NumberedCampaign, RELAY_SCORE } from '../campaign-reports.ts';
import { twoSides } from '../evidence.ts';
import type { DetectionResult } from '../detection-result.ts';
import type { LineRefs } from '../line-refs.ts';
import { membership, ownRows, sureness, type CandidateRole } from '../membership-evidence.ts';
import { blindness } from '../coverage.ts';
import { type JudgedAccount, JudgedAccounts } from './judged-accounts.ts';
import {
  type AccountReport,
  type Evidence,
  FOUND,
  type ReportSettings,
  type SliceReport,
  type Verdict,
} from '../../../report/shape/report.ts';

const SLICES = 20;

export function accountReports(
  found: DetectionResult,
  campaigns: readonly NumberedCampaign[],
  settings: ReportSettings,
  refs: LineRefs,
  many = Infinity,
): JudgedAccounts {
  const places = bestRoles(found, settings);
  const campaignOf = new Map(
    campaigns.flatMap((campaign) => (campaign.judgement ? [[campaign.judgement, campaign]] : [])),
  );
  const relayOf = new Map<number, NumberedCampaign>();
  for (const campaign of campaigns)
    if (!campaign.judgement)
      for (const account of campaign.accounts) if (!relayOf.has(account)) relayOf.set(account, campaign);
  const calledIn = calledGroups(campaigns);
  const blindTo = blindness(found);
  const alike = lookAlikes(Array.from(found.profiles.keys(), (number) => found.profiles.get(number)!.account));
  const judge = (profile: AccountProfile): JudgedAccount => {
    const role = places.get(profile.number);
    const campaign = role && campaignOf.get(role.judgement);
    const relay = relayOf.get(profile.number);
    const flagged =
      role?.isMember && campaign
        ? flaggedOf(profile.number, [campaign, ...(calledIn.get(profile.number) ?? [])])
        : undefined;
    const report = accountReport(profile, { role, campaign, relay, flagged }, found, settings, refs);
    const twin = alike.get(profile.account);
    if (twin !== undefined) report.looksLike = twin;
    // What was found stands, however little the log says of the rest.
    const isFound =
      FOUND.has(report.verdict) || relay !== undefined || (campaign !== undefined && role?.isMember === true);
    const cause = isFound ? undefined : blindTo(profile);
    // A request that was held against a candidate says something of its account, be it the only one.
    const blind = cause === 'one-request' && role ? undefined : cause;
    if (blind !== undefined) report.verdict = 'not-judged';
    return { profile, blind, campaign: campaign && role.isMember ? campaign : relay, flagged, report };
  };
  const { profiles, table } = found;
  // Columns of rows in a file are there during this step alone.
  const areHeld = profiles.size < many || table.isStored;
  const isSaid = (number: number): boolean => places.has(number) || relayOf.has(number) || found.automation.has(number);
  const order = Uint32Array.from(profiles.keys());
  const held = new Map<number, JudgedAccount>();
  const count = 1 + (order.at(-1) ?? 0);
  const [requests, scores] = [new Uint32Array(count), new Float64Array(count)];
  const quiet = probabilityOf(logOdds(settings.accountPrior));
  for (const profile of profiles.values()) {
    const { number } = profile;
    requests[number] = profile.requests;
    if (areHeld || isSaid(number)) held.set(number, judge(profile));
    scores[number] = held.get(number)?.report.score ?? quiet;
  }
  // Names are in the order of their numbers.
  order.sort((a, b) => scores[b]! - scores[a]! || requests[b]! - requests[a]! || a - b);
  return new JudgedAccounts(order, held, (number) => judge(profiles.get(number)!));
}

/** The groups that call each of their accounts. */
function calledGroups(campaigns: readonly NumberedCampaign[]): Map<number, NumberedCampaign[]> {
  const called = new Map<number, NumberedCampaign[]>();
  for (const campaign of campaigns.filter(({ report }) => report.verdict === 'distillation'))
    for (const account of campaign.accounts) called.set(account, [...(called.get(account) ?? []), campaign]);
  return called;
}

function flaggedOf(account: number, groups: readonly NumberedCampaign[]): Flagged {
  const flagged: Flagged = { templates: new Set(), rows: new Set() };
  for (const group of groups) addFlagged(group, account, flagged);
  return flagged;
}

/** The candidate in which each account is most suspicious, as a member or near it; one that calls it goes before one that is suspected at most. */
function bestRoles(
  { judgements, calibration }: DetectionResult,
  { threshold }: ReportSettings,
): Map<number, CandidateRole> {
  const best = new Map<number, CandidateRole>();
  const rank = ({ judgement, membership }: CandidateRole): number => Math.min(rankingOdds(judgement), membership);
  const calls = (role: CandidateRole): number =>
    Number(role.isMember && role.judgement.atMostSuspected === undefined && rank(role) >= logOdds(threshold));
  const offer = (account: number, odds: number, part: Omit<CandidateRole, 'membership' | 'logOdds'>): void => {
    const membership = sureness(odds, part.judgement.candidate.kind, part.slices);
    const role = { ...part, membership, logOdds: Math.min(part.judgement.logOdds, membership) };
    const known = best.get(account);
    if (!known || calls(role) > calls(known) || (calls(role) === calls(known) && rank(role) > rank(known)))
      best.set(account, role);
  };
  for (const judgement of judgements) {
    const { accounts, membership, slices, near } = judgement.candidate;
    const tests = calibration.get(judgement.candidate)?.members;
    accounts.forEach((account, at) =>
      offer(account, membership[at]!, { judgement, isMember: true, slices: slices[at]!, test: tests?.[at] }),
    );
    for (const one of near)
      offer(one.account, one.logOdds, { judgement, isMember: false, slices: one.slices, test: undefined });
  }
  return best;
}

interface Parts {
  role: CandidateRole | undefined;
  /** The campaign of the role, when it is reported. */
  campaign: NumberedCampaign | undefined;
  relay: NumberedCampaign | undefined;
}

function accountReport(
  profile: AccountProfile,
  { role, campaign, relay, flagged }: Parts & Pick<JudgedAccount, 'flagged'>,
  found: DetectionResult,
  settings: ReportSettings,
  refs: LineRefs,
): AccountReport {
  const { priorLogOdds, evidence } = weighed(profile, { role, campaign, relay }, found, settings, refs);
  const automation = found.automation.get(profile.number);
  if (automation) {
    const { text, statistic, n } = automation;
    const said = `${text} Programs are common, so this does not affect the score.`;
    evidence.push({
      detector: 'automation',
      text: said,
      weight: 0,
      role: 'automation',
      statistic,
      n,
      // Made when they are looked at: programs run most accounts of many logs, and these are the longest lists of a report.
      get lines() {
        return refs.of(profile.rows);
      },
    });
  }
  const score = probabilityOf(evidence.reduce((sum, { weight }) => sum + weight, priorLogOdds));
  const verdict = verdictOf(
    { role: role?.isMember ? role : undefined, campaign, relay },
    score,
    automation !== undefined,
    settings,
  );
  const shown = verdict !== 'relay' && role?.isMember ? (campaign ?? relay) : relay;
  const slices = (found.slices.ofAccount.get(profile.number) ?? []).map(({ template, rows }) => ({
    template,
    requests: rows.length,
    score: flagged?.templates.has(template) ? score : settings.accountPrior,
  }));
  return {
    account: profile.account,
    identity: profile.weak ? 'weak' : 'strong',
    priorLogOdds,
    score,
    verdict,
    requests: profile.requests,
    flaggedRequests: verdict === 'distillation' && flagged ? countFlagged(flagged, profile.number, found) : 0,
    outputTokens: profile.outputTokens,
    first: Number.isNaN(profile.first) ? null : profile.first,
    last: Number.isNaN(profile.last) ? null : profile.last,
    ...(profile.organisation ? { organisation: profile.organisation } : {}),
    ...(shown ? { campaign: shown.report.id } : {}),
    slices: slices
      .sort((a, b) => b.score - a.score || b.requests - a.requests || a.template - b.template)
      .slice(0, SLICES)
      .map((slice): SliceReport => ({ ...slice, template: found.templates.ids[slice.template]! })),
    ...twoSides(evidence),
  };
}

function countFlagged({ templates, rows }: Flagged, account: number, { slices }: DetectionResult): number {
  const ofTemplates = (slices.ofAccount.get(account) ?? []).filter(({ template }) => templates.has(template));
  const counted = new Set(rows);
  for (const slice of ofTemplates) for (const row of slice.rows) counted.delete(row);
  return ofTemplates.reduce((sum, slice) => sum + slice.rows.length, counted.size);
}

/** What the account's log odds are made of: those before any evidence, and the weights that are added. */
function weighed(
  profile: AccountProfile,
  { role, campaign, relay }: Parts,
  {
    table: {
      rows: { account },
    },
  }: DetectionResult,
  settings: ReportSettings,
  refs: LineRefs,
): { priorLogOdds: number; evidence: Evidence[] } {
  const own = logOdds(settings.accountPrior);
  const moved = ({ rows, report: { evidence, counterEvidence } }: NumberedCampaign): Evidence => {
    const ofIt = rows.filter((row) => account[row] === profile.number);
    const [shown] = [...evidence, ...counterEvidence];
    return { ...shown!, lines: refs.of(ofIt.length ? ofIt : profile.rows.slice(0, 1)) };
  };
  if (role && campaign) {
    const { report } = campaign;
    const rows = ownRows(role, profile.number, account);
    const shared = [...report.evidence, ...report.counterEvidence].map((item) => ({
      ...item,
      lines: refs.of(rows.get(item.detector) ?? []),
    }));
    const evidence = [...shared, membership(role, report.id, refs), ...(relay ? [moved(relay)] : [])];
    return { priorLogOdds: report.priorLogOdds, evidence };
  }
  if (relay) return { priorLogOdds: logOdds(RELAY_SCORE), evidence: [moved(relay)] };
  // A candidate that is not reported: its accounts share templates for reasons that look ordinary.
  if (!role) return { priorLogOdds: own, evidence: [] };
  const others = role.judgement.candidate.accounts.length - Number(role.isMember);
  const group = `Shares templates with ${counted(others, 'account')}`;
  const text =
    role.logOdds < own
      ? `${group}, like customers of one product; as a group they do not look like a harvest.`
      : `${group}; as a group they look more like a harvest than most accounts do, but too little to be listed.`;
  const lines = refs.of(role.slices.flatMap(({ rows }) => [...rows.slice(0, 2)]).slice(0, 4));
  const n = role.slices.reduce((sum, { rows }) => sum + rows.length, 0);
  const statistic = probabilityOf(role.membership);
  return {
    priorLogOdds: own,
    evidence: [{ detector: 'membership', text, weight: role.logOdds - own, statistic, n, lines }],
  };
}

/** @param role as a member */
function verdictOf(
  { role, campaign, relay }: Parts,
  score: number,
  automated: boolean,
  { threshold }: ReportSettings,
): Verdict {
  const verdict = role && campaign?.report.verdict;
  if (verdict === 'distillation' && score >= threshold) return 'distillation';
  if (relay) return 'relay';
  if (role && verdict === 'harvest' && probabilityOf(role.membership) >= threshold) return 'harvest';
  return automated ? 'automation' : 'none';
}
