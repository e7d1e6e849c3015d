import { dayOf } from '../../text/times.ts';
import { withChanges } from '../shape/changed.ts';
import type { DecidedItem, Report, TriageSummary } from '../shape/report.ts';
import type { TriagedReport } from './triaged-report.ts';
import { lapsedSubject } from './triage-words.ts';

/** How decisions changed a report, as stated in its JSON. `date` is the day used to judge expiry. */
export function triageSummary(triaged: TriagedReport, date: string): TriageSummary {
  const items = (['campaign', 'account', 'template'] as const).flatMap((kind) =>
    [...triaged.standings[kind]]
      .map(([id, { state, counted, text }]): DecidedItem => ({ kind, id, state, counted, text }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  return {
    date,
    counts: { ...triaged.counts },
    items,
    lapsed: triaged.lapsed.map(({ decision, why }) => ({ subject: lapsedSubject(decision), why })),
    unseen: triaged.unseen.length,
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
  if (triaged?.decided && !undecided) return withChanges(report, { triage: triageSummary(triaged, dayOf(now)) });
  if (!undecided) return report;
  const bare = { ...report };
  delete bare.triage;
  return bare;
}
