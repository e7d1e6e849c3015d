/**
 * Candidates of dumped logs whose accounts belong to one customer: those that do, and campaigns as they would be measured if one
 * customer's keys had sent the same. No labelled log holds a harvest by one customer that is not permitted.
 */
import { isCoordinated } from '../../../src/engine/campaigns/judging/coordinated.ts';
import { ONE_CUSTOMER, REPORTED } from '../../../src/engine/campaigns/judging/one-customer.ts';
import { type Judge, weigh } from '../../../src/engine/campaigns/judging/explanations.ts';
import { probabilityOf } from '../../../src/math/log-odds.ts';
import { campaignVerdicts } from '../../../src/report/shape/verdict.ts';
import { THRESHOLD } from '../accused.ts';
import { type Dump, type DumpedCandidate, silentOf, statisticsOf } from '../logs/dumped.ts';

export interface CustomerCase {
  log: string;
  /** Who the accounts are: the most frequent persona, or the campaign. */
  who: string;
  kind: 'permitted' | 'ordinary' | 'campaign';
  /** Of distillation, and of a harvest by one customer. */
  score: number;
  harvest: number;
  isNamed: boolean;
}

/** Generators differ in how they mark teams that make training data with their customer's leave. */
const PERMITTED = ['permitted_synth', 'data team', 'authorised'];
const personaOf = ({ personas }: DumpedCandidate): string => (personas[0]?.[0] ?? '').split(':')[0]!;

const ownedShare = ({ measured }: DumpedCandidate): number => measured['organisations']?.statistic ?? 0;

/**
 * Detectors that say nothing where the operator is known, told by the dumps: those that speak of campaigns and never of candidates
 * that one organisation owns.
 */
export function silentDetectors(dumps: readonly Dump[]): Set<string> {
  const all = dumps.flatMap(({ candidates }) => candidates);
  const heard = (list: readonly DumpedCandidate[]): Set<string> =>
    new Set(list.flatMap(({ measured }) => Object.keys(measured)));
  const owned = heard(all.filter((candidate) => ownedShare(candidate) >= ONE_CUSTOMER));
  return new Set([...heard(all.filter(({ label }) => label === 'campaign'))].filter((id) => !owned.has(id)));
}

export function customerCases(dumps: readonly Dump[], judge: Judge): CustomerCase[] {
  const silent = silentDetectors(dumps);
  return dumps.flatMap(({ log, candidates }) =>
    candidates.flatMap((candidate): CustomerCase[] => {
      const isCampaign = candidate.label === 'campaign';
      if (candidate.label === 'mixed' || (!isCampaign && ownedShare(candidate) < ONE_CUSTOMER)) return [];
      const statistics = new Map(
        Object.entries(candidate.measured).flatMap(([id, { statistic }]) =>
          isCampaign && silent.has(id) ? [] : [[id, statistic] as const],
        ),
      );
      if (isCampaign) statistics.set('organisations', 1);
      const persona = personaOf(candidate);
      return [
        {
          log: `${log.suite}/${log.name}`,
          who: isCampaign ? candidate.campaign : persona,
          kind: isCampaign ? 'campaign' : PERMITTED.includes(persona) ? 'permitted' : 'ordinary',
          ...judged(judge, statistics),
        },
      ];
    }),
  );
}

/**
 * Candidates that would be cleared, of no known customer, whose accounts act as one and do not ask for a harvest: how many are
 * campaigns and how many innocent.
 */
export function coordinatedCleared(dumps: readonly Dump[], judge: Judge): { campaign: number; innocent: number } {
  const counts = { campaign: 0, innocent: 0 };
  for (const candidate of dumps.flatMap(({ candidates }) => candidates)) {
    const { label } = candidate;
    if ((label !== 'campaign' && label !== 'innocent') || ownedShare(candidate) >= ONE_CUSTOMER) continue;
    const { logOdds, weights } = weigh(judge, statisticsOf(candidate), silentOf(candidate));
    if (probabilityOf(logOdds) < REPORTED && isCoordinated(weights)) counts[label]++;
  }
  return counts;
}

function judged(
  judge: Judge,
  statistics: ReadonlyMap<string, number>,
): Pick<CustomerCase, 'score' | 'harvest' | 'isNamed'> {
  const { logOdds, weights } = weigh(judge, statistics);
  const score = probabilityOf(logOdds);
  const harvest = probabilityOf(logOdds - weights.get('organisations')!);
  const customer = { score: harvest, asks: (weights.get('intent') ?? 0) > 0 };
  return { score, harvest, isNamed: campaignVerdicts([{ score, accounts: [], customer }], THRESHOLD)[0] === 'harvest' };
}
