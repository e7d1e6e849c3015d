/** Campaigns and relay groups as a report shows them. */
import type { TeamContext } from '../accounts/team-context.ts';
import { count } from '../../text/numbers.ts';
import type { Candidate } from '../campaigns/candidates/candidate.ts';
import { candidateRows, requestsOf } from '../campaigns/candidates/candidate-rows.ts';
import type { Judgement } from '../campaigns/judging/judge.ts';
import { REPORTED } from '../campaigns/judging/one-customer.ts';
import { logOdds, probabilityOf } from '../../math/log-odds.ts';
import { priorShift } from './accounts/account-prior.ts';
import { campaignEvidence, campaignTests, twoSides } from './evidence.ts';
import type { DetectionResult } from './detection-result.ts';
import { saidBy } from '../templates/words/said-clauses.ts';
import { namesOfPrompts } from '../templates/public/public-prompts.ts';
import { exposureOf } from './exposure/exposure.ts';
import { guardrailUse, guardrailVerdicts } from './exposure/guardrails.ts';
import { besideSlices, campaignsOfRows, everySlice, ownSlices, takenByAccounts } from './exposure/taken-slices.ts';
import { sharedTraces } from './infrastructure.ts';
import { groupSummary } from './group-summary.ts';
import { mostSentFirst, partReports } from './part-reports.ts';
import { runStep } from '../workspace/workspace.ts';
import type { LineRefs } from './line-refs.ts';
import { teamRemarks } from './team-remarks.ts';
import {
  type CampaignReport,
  campaignVerdicts,
  inQueue,
  type ModelUse,
  type OneCustomer,
  type ReportSettings,
} from '../../report/shape/report.ts';

/** A campaign with the numbers of its accounts and templates. `judgement` is absent for relay groups. */
export interface NumberedCampaign {
  report: CampaignReport;
  accounts: readonly number[];
  templates: readonly number[];
  judgement?: DetectionResult['judgements'][number];
  /** Rows that show a relay group's moved conversations; empty for campaigns. */
  rows: readonly number[];
}

export function campaignReports(
  found: DetectionResult,
  settings: ReportSettings,
  refs: LineRefs,
  team?: TeamContext,
): NumberedCampaign[] {
  const { accountPrior, threshold } = settings;
  const listed = found.judgements.filter((judgement) => isListed(judgement, threshold));
  const verdicts = campaignVerdicts(listed.map(scoresOf), threshold);
  const nameOf = namesOfPrompts(team?.prompts);
  const report = (judgement: Judgement, index: number): NumberedCampaign => {
    const { accounts, templates } = judgement.candidate;
    const calibration = found.calibration.get(judgement.candidate);
    const requests = requestsOf(judgement.candidate);
    const customer = customerOf(judgement);
    const verdict = verdicts[index]!;
    const inOrder = mainFirst(judgement.candidate);
    const names = inOrder.map((template) => found.templates.ids[template]!);
    const says = inOrder.map(
      (template) => saidBy(found.templates.clauses[template]!, found.texts.get(template)?.says) ?? '',
    );
    return {
      accounts,
      templates,
      judgement,
      rows: [],
      report: {
        id: `C${index + 1}`,
        priorLogOdds: judgement.prior + priorShift(accountPrior),
        score: judgement.score,
        verdict,
        ...(customer && { customer }),
        ...(judgement.atMostSuspected !== undefined && { atMostSuspected: judgement.atMostSuspected }),
        ...(judgement.notSuspected && { notSuspected: true as const }),
        ...(judgement.candidate.kind === 'reworded' && { reworded: true as const }),
        ...(judgement.joined && { parts: partReports(judgement.joined.parts, found.templates) }),
        accounts: accounts.map((account) => found.profiles.get(account)!.account),
        templates: names,
        ...(says.some((one) => one !== '') && { says }),
        requests,
        ...period(candidateRows(judgement.candidate), found),
        summary: groupSummary(judgement, found.texts, nameOf),
        ...campaignEvidence(judgement, calibration, refs),
        explanations: judgement.explanations.map((one) => ({ ...one })),
        ...(calibration && campaignTests(calibration, verdict)),
      },
    };
  };
  const campaigns = runStep(found.table, () => listed.map(report));
  const distilling = new Set(
    campaigns.filter(({ report }) => report.verdict === 'distillation').flatMap(({ accounts }) => accounts),
  );
  const all = [...campaigns, ...relayReports(found, refs, distilling)];
  const groups = all.map(({ accounts, judgement }) => ({
    accounts,
    rows: judgement
      ? candidateRows(judgement.candidate)
      : accounts.flatMap((one) => [...found.profiles.get(one)!.rows]),
  }));
  const traces = runStep(found.table, () => sharedTraces(groups, found));
  const verdicted = guardrailVerdicts(found.table.facts);
  const taken = all.map(({ judgement }) => ({
    own: judgement ? ownSlices(judgement.candidate) : [],
    beside: judgement ? besideSlices(judgement.candidate, found) : [],
  }));
  const ofRows = campaignsOfRows(
    taken.flatMap(({ own, beside }) => [...own, ...beside]),
    found.table.length,
  );
  all.forEach(({ report, judgement, accounts }, at) => {
    const { rows } = groups[at]!;
    const models = modelsOf(rows, found);
    if (models.length > 0) report.models = models;
    const guardrails = guardrailUse(rows, verdicted);
    if (guardrails !== undefined) report.guardrails = guardrails;
    if (traces[at]!.length > 0) report.infrastructure = traces[at]!;
    if (!judgement) {
      report.exposure = exposureOf(everySlice(accounts, found), found, team?.prices);
      return;
    }
    const { own, beside } = taken[at]!;
    const exposure = exposureOf(own, found, team?.prices, beside, ofRows);
    const ofAccounts = takenByAccounts(judgement.candidate, found);
    const isMore = ofAccounts.answers > exposure.requests - exposure.failed;
    report.exposure = isMore ? { ...exposure, ofAccounts } : exposure;
  });
  if (team) teamRemarks(all, found, team).forEach((remarks, at) => Object.assign(all[at]!.report, remarks));
  return all.sort((a, b) => inQueue(a.report, b.report));
}

const scoresOf = (judgement: Judgement) => {
  const [{ score, atMostSuspected, notSuspected, joined }, customer] = [judgement, customerOf(judgement)];
  const measured = judgement.measured.map(({ detector: { id }, measurement: { weight, statistic } }) => ({
    detector: id,
    weight,
    statistic,
  }));
  return {
    score,
    accounts: judgement.candidate.accounts,
    evidence: measured.filter(({ weight }) => weight > 0),
    counterEvidence: measured.filter(({ weight }) => weight <= 0),
    explanations: judgement.explanations,
    ...(customer && { customer }),
    ...(atMostSuspected !== undefined && { atMostSuspected }),
    ...(notSuspected && { notSuspected }),
    ...(judgement.candidate.kind === 'reworded' && { reworded: true as const }),
    ...(joined && {
      parts: joined.parts.map(({ candidate, score: own }) => ({ score: own, accounts: candidate.accounts.length })),
    }),
  };
};

export function customerOf({ customer }: Judgement): OneCustomer | undefined {
  if (customer === undefined) return undefined;
  const { organisation, accounts, asks } = customer;
  return { organisation, accounts, score: probabilityOf(customer.logOdds), asks };
}

/** Templates of a campaign that facts show in the order of their requests: what it asks for only now and then is no name for it. */
const mainFirst = (candidate: Candidate): readonly number[] =>
  candidate.kind === 'technique' ? mostSentFirst(candidate) : candidate.templates;

/** Whether a report tells of it among its campaigns, and not among those that were cleared. */
export function isListed(judgement: Judgement, threshold: number): boolean {
  return judgement.score >= REPORTED || campaignVerdicts([scoresOf(judgement)], threshold)[0] === 'harvest';
}

/** Share of a relay group's accounts in distillation campaigns from which the group is these campaigns seen once more. */
const MIN_COVERED_SHARE = 0.7;

function relayReports(found: DetectionResult, refs: LineRefs, distilling: ReadonlySet<number>): NumberedCampaign[] {
  const groups = found.relays.filter(
    ({ accounts }) =>
      accounts.filter((account) => distilling.has(account)).length < MIN_COVERED_SHARE * accounts.length,
  );
  return groups.map(({ accounts, rows }, index) => {
    const profiles = accounts.map((account) => found.profiles.get(account)!);
    const text = `${count(rows.length)} times a conversation went on under another account within an hour.`;
    return {
      accounts,
      templates: [],
      rows,
      report: {
        id: `R${index + 1}`,
        priorLogOdds: logOdds(RELAY_SCORE),
        // Of distillation, which moving conversations alone do not show.
        score: RELAY_SCORE,
        verdict: 'relay',
        accounts: profiles.map(({ account }) => account),
        templates: [],
        requests: profiles.reduce((sum, profile) => sum + profile.requests, 0),
        ...period(
          profiles.flatMap((profile) => [...profile.rows]),
          found,
        ),
        summary: `${count(accounts.length)} accounts take turns serving the same customers.`,
        ...twoSides([
          {
            detector: 'continuation',
            text,
            weight: 0,
            role: 'relay',
            statistic: rows.length,
            n: rows.length,
            lines: refs.of(rows),
          },
        ]),
      },
    };
  });
}

/** Chance that a group of relaying accounts also distils, when no campaign was found among them. */
export const RELAY_SCORE = 0.02;

const MODELS = 8;

/** Models that the requests went to, most requests first. */
function modelsOf(rows: Iterable<number>, { table }: DetectionResult): ModelUse[] {
  const { model } = table.rows;
  const counts = new Map<number, number>();
  for (const row of rows) if (model[row] !== 0) counts.set(model[row]!, (counts.get(model[row]!) ?? 0) + 1);
  return [...counts]
    .map(([number, requests]) => ({ model: table.names.model.values[number]!, requests }))
    .sort((a, b) => b.requests - a.requests || (a.model < b.model ? -1 : 1))
    .slice(0, MODELS);
}

function period(rows: Iterable<number>, found: DetectionResult): { first: number | null; last: number | null } {
  let first = Infinity;
  let last = -Infinity;
  for (const row of rows) {
    const time = found.table.rows.time[row]!;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return first <= last ? { first, last } : { first: null, last: null };
}
