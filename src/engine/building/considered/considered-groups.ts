/** Candidates that were judged and cleared: what cleared each, and which others measure alike. */
import type { TeamContext } from '../../accounts/team-context.ts';
import { type NameOfPrompt, namesOfPrompts } from '../../templates/public/public-prompts.ts';
import { isCoordinated } from '../../campaigns/judging/coordinated.ts';
import type { Judgement } from '../../campaigns/judging/judge.ts';
import type { Considered, ConsideredGroup, LookAlike } from '../../../report/shape/report.ts';
import { customerOf, isListed } from '../campaign-reports.ts';
import type { DetectionResult } from '../detection-result.ts';
import { requestsOf } from '../../campaigns/candidates/candidate-rows.ts';
import { groupSummary } from '../group-summary.ts';

/** Groups that are listed, the most suspicious ones: most are far from any verdict. */
const GROUPS = 40;
const ACCOUNTS = 20;
const TEMPLATES = 20;
const REASONS_FOR = 2;
const REASONS_AGAINST = 3;
const LOOK_ALIKES = 2;

/** A judgement as a place among what detectors measure: their weights, in nats, and the same as a column, 0 for those that are silent. */
interface Measured {
  id: string;
  judgement: Judgement;
  weights: ReadonlyMap<string, number>;
  place: Float64Array;
}

export interface ConsideredGroups {
  considered: Considered;
  /** The cleared groups that are most like a judgement. */
  lookAlikesOf: (judgement: Judgement) => LookAlike[];
}

export function consideredGroups(found: DetectionResult, threshold: number, team?: TeamContext): ConsideredGroups {
  const nameOf = namesOfPrompts(team?.prompts);
  const cleared = found.judgements
    .filter((judgement) => !isListed(judgement, threshold))
    .sort((a, b) => suspicion(b) - suspicion(a));
  const detectors = [
    ...new Set(found.judgements.flatMap(({ measured }) => measured.map(({ detector: { id } }) => id))),
  ].sort();
  const measuredOf = (id: string, judgement: Judgement): Measured => {
    const weights = new Map(judgement.measured.map(({ detector, measurement }) => [detector.id, measurement.weight]));
    return { id, judgement, weights, place: Float64Array.from(detectors, (detector) => weights.get(detector) ?? 0) };
  };
  const listed = cleared.slice(0, GROUPS).map((judgement, at) => measuredOf(`G${at + 1}`, judgement));
  const lookAlikesOf = (own: Measured): LookAlike[] =>
    listed
      .filter(({ judgement }) => judgement !== own.judgement)
      .map((other) => ({ other, ...distance(own.place, other.place) }))
      // They are in the order of suspicion, and sorting keeps it: ties go to the more suspicious one.
      .sort((a, b) => a.far - b.far)
      .slice(0, LOOK_ALIKES)
      .map(({ other, far, apart }) => lookAlike(other, far, detectors[apart]));
  return {
    considered: {
      total: cleared.length,
      groups: listed.map((own): ConsideredGroup => ({ ...groupOf(own, found, nameOf), lookAlikes: lookAlikesOf(own) })),
    },
    lookAlikesOf: (judgement) => lookAlikesOf(measuredOf('', judgement)),
  };
}

/** Log odds of distillation or of a harvest by one customer, whichever is likelier. */
const suspicion = ({ logOdds, customer }: Judgement): number => Math.max(logOdds, customer?.logOdds ?? -Infinity);

/** How far two places are from each other, and at which detector most; -1 where they are one. */
function distance(place: Float64Array, other: Float64Array): { far: number; apart: number } {
  let [sum, most, apart] = [0, 0, -1];
  for (let at = 0; at < place.length; at++) {
    const difference = Math.abs(place[at]! - other[at]!);
    sum += difference ** 2;
    if (difference > most) [most, apart] = [difference, at];
  }
  return { far: Math.sqrt(sum), apart };
}

function lookAlike({ id, judgement }: Measured, far: number, apart = ''): LookAlike {
  const said = judgement.measured.find(({ detector }) => detector.id === apart)?.measurement;
  return { group: id, distance: far, detector: apart, text: said?.text ?? '', weight: said?.weight ?? 0 };
}

function groupOf(
  { id, judgement, weights }: Measured,
  { profiles, templates: { ids }, texts }: DetectionResult,
  nameOf: NameOfPrompt,
): Omit<ConsideredGroup, 'lookAlikes'> {
  const { accounts, templates } = judgement.candidate;
  const customer = customerOf(judgement);
  const reasons = judgement.measured
    .map(({ detector, measurement: { text, weight } }) => ({ detector: detector.id, text, weight }))
    .sort((a, b) => b.weight - a.weight || (a.detector < b.detector ? -1 : 1));
  return {
    id,
    score: judgement.score,
    accounts: accounts.slice(0, ACCOUNTS).map((account) => profiles.get(account)!.account),
    size: accounts.length,
    templates: templates.slice(0, TEMPLATES).map((template) => ids[template]!),
    requests: requestsOf(judgement.candidate),
    ...(customer ? { customer } : isCoordinated(weights) && { coordinated: true as const }),
    summary: groupSummary(judgement, texts, nameOf),
    evidence: reasons.filter(({ weight }) => weight > 0).slice(0, REASONS_FOR),
    clearedBy: reasons
      .filter(({ weight }) => weight < 0)
      .reverse()
      .slice(0, REASONS_AGAINST),
  };
}
