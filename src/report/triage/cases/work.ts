/** Adds what somebody did to the case of a campaign, and makes the case where there is none. */
import type { Report } from '../../shape/report.ts';
import { isSame } from '../edit-triage.ts';
import { markSubject, type SubjectOptions } from '../mark-subject.ts';
import type { CaseEvent, Mark, Triage } from '../triage.ts';
import { CaseFinder, caseOf } from './case.ts';

/**
 * The decisions with one more entry in the history of a campaign; undefined when the report has no such campaign. Decisions on it
 * from the file of all decisions become the first entries of its case.
 */
export function withWork(
  triage: Triage,
  report: Report,
  id: string,
  event: CaseEvent,
  options: SubjectOptions = {},
): Triage | undefined {
  const [subject, plain] = [markSubject(report, 'campaign', id, options), markSubject(report, 'campaign', id)];
  if (subject?.kind !== 'campaign' || plain?.kind !== 'campaign') return undefined;
  const own = new CaseFinder(triage).of(plain);
  const former = triage.marks.filter((mark) => isSame(mark.subject, plain));
  const history = [...former.toSorted(byDate).map(eventOf), ...(own?.history ?? []), event];
  const reviewed = own?.mark?.subject ?? former.at(-1)?.subject;
  if (event.decision === 'open' && own?.mark === undefined && former.length === 0) return triage;
  // A benign mark covers whom somebody reviewed: a comment on a campaign that grew since covers nobody else.
  const about = event.decision === undefined && reviewed?.kind === 'campaign' ? reviewed : subject;
  return {
    ...triage,
    marks: triage.marks.filter((mark) => !former.includes(mark)),
    cases: [...(triage.cases ?? []).filter((one) => one !== own), caseOf(about, history, own?.file)],
  };
}

const byDate = (a: Mark, b: Mark): number => ((a.date ?? '') < (b.date ?? '') ? -1 : 1);

function eventOf({ state, note, author, owner, date, expires }: Mark): CaseEvent {
  return {
    ...(date !== undefined && { time: date }),
    ...(author !== undefined && { by: author }),
    ...(owner !== undefined && { owner }),
    decision: state,
    ...(expires !== undefined && { expires }),
    note,
  };
}
