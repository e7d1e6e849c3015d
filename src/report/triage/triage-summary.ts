import { dayOf } from '../../text/times.ts';
import { withChanges } from '../shape/changed.ts';
import {
  type CaseSummary,
  type DecidedItem,
  type OwnRate,
  ownShare,
  type Report,
  type TriageSummary,
} from '../shape/report.ts';
import type { Case, Mark } from './triage.ts';
import type { TriagedReport } from './triaged-report.ts';
import { lapsedSubject } from './triage-words.ts';

/** How decisions changed a report, as stated in its JSON. `date` is the day used to judge expiry. */
export function triageSummary(triaged: TriagedReport, date: string): TriageSummary {
  const items = (['campaign', 'account', 'template'] as const).flatMap((kind) =>
    [...triaged.statuses[kind]]
      .map(([id, { state, counted, text, decision, through }]): DecidedItem => ({
        ...{ kind, id, state, counted, text },
        ...(decision !== undefined && through === undefined && { own: true }),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  return {
    date,
    counts: { ...triaged.counts },
    items,
    lapsed: triaged.lapsed.map(({ decision, why }) => ({ subject: lapsedSubject(decision), why })),
    ...(triaged.seen.size > 0 && { applied: appliedOf(triaged) }),
    unseen: triaged.unseen.length,
    ...(triaged.known > 0 && { known: triaged.known }),
    ...(triaged.cases.size > 0 && { cases: [...triaged.cases].map(([id, one]) => caseSummary(id, one)) }),
    ...(triaged.own && { own: triaged.own }),
  };
}

/** A decision on a campaign of 20 accounts is one decision. */
function appliedOf({ seen, lapsed }: TriagedReport): NonNullable<TriageSummary['applied']> {
  const gone = new Set(lapsed.map(({ decision }) => decision));
  const applied = { confirmed: 0, benign: 0, watch: 0, allowed: 0 };
  for (const decision of seen.keys()) {
    if (!gone.has(decision)) applied['state' in decision ? decision.state : 'allowed']++;
  }
  return applied;
}

export function caseSummary(campaign: string, { status, reason, owner, ticket, changed, history }: Case): CaseSummary {
  return {
    campaign,
    status,
    ...(reason !== undefined && { reason }),
    ...(owner !== undefined && { owner }),
    ...(ticket !== undefined && { ticket }),
    entries: history.length,
    ...(changed !== undefined && { changed }),
  };
}

/**
 * The report with decisions in it: those of the person who asks, or else those that it was written with.
 * @param undecided leaves all decisions out
 * @param now ms UTC
 */
export function withDecisions(
  report: Report,
  triaged: TriagedReport | undefined,
  { undecided, now }: { undecided: boolean; now: number },
): Report {
  if (triaged && (triaged.decided || triaged.cases.size > 0) && !undecided)
    return withChanges(report, { triage: triageSummary(triaged, dayOf(now)) });
  if (!undecided) return report;
  const bare = { ...report };
  delete bare.triage;
  return bare;
}

/** Newton's steps; three or four are enough, as the function is convex. */
const STEPS = 20;

/**
 * What a score means here: the share of groups with such a score that are campaigns, by the decisions of the people whose logs these
 * are. Scores are probabilities in the worlds that were fitted on; one shift from where they stood in worlds never met, with a
 * standard normal prior, is learnt from the decisions. It is shown beside a score and never decides. Undefined before the first
 * decision on a group that had a score.
 */
export function ownRate(marks: readonly Mark[]): OwnRate | undefined {
  const decided = marks.flatMap(({ subject, state }) =>
    subject.kind === 'campaign' && subject.score !== undefined && state !== 'watch'
      ? [{ score: subject.score, isCampaign: state === 'confirmed' }]
      : [],
  );
  if (decided.length === 0) return undefined;
  let shift = 0;
  for (let step = 0; step < STEPS; step++) {
    let [slope, curvature] = [-shift, 1];
    for (const { score, isCampaign } of decided) {
      const p = ownShare({ shift }, score);
      slope += Number(isCampaign) - p;
      curvature += p * (1 - p);
    }
    shift += slope / curvature;
  }
  return { decisions: decided.length, shift };
}
