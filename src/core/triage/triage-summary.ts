import type { DecidedItem, TriageSummary } from '../report/report.ts';
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
