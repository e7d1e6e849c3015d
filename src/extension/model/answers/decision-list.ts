import { dayOf } from '../../../text/times.ts';
import { eventText, eventTime } from '../../../report/triage/cases/case-words.ts';
import { triageSummary } from '../../../report/triage/triage-summary.ts';
import { allMarks, type AllowRule, type Mark, type Triage } from '../../../report/triage/triage.ts';
import { subjectText } from '../../../report/triage/triage-words.ts';
import type { DecisionEntry, DecisionList } from '../../../protocol/decision-data.ts';
import type { Results } from '../results.ts';
import { t } from '../../translated.ts';

/** Where decisions come from. */
export interface DecisionSource {
  triage: Triage;
  /** The file that new ones go to; undefined when no folder is open. */
  file: string | undefined;
  /** What is wrong with a file, or why it is not applied. */
  problem: string | undefined;
  /** Who decides in this window, and who answers for it; empty where nobody is named. */
  me: { author: string; owner: string };
}

/** All decisions of the window, and what each comes to in the results. */
export function decisionList(
  results: Results,
  { triage, file, problem }: Pick<DecisionSource, 'triage' | 'file' | 'problem'>,
): DecisionList {
  const { triaged } = results;
  const lapsed = new Map(triaged.lapsed.map((one) => [one.decision, one]));
  const unseen = new Set(triaged.unseen);
  const entry = (decision: Mark | AllowRule): DecisionEntry => {
    const lapse = lapsed.get(decision);
    return {
      subject: subjectText(decision),
      state: 'state' in decision ? decision.state : 'allowed',
      note: decision.note,
      author: decision.author ?? '',
      owner: decision.owner ?? '',
      date: decision.date ?? '',
      expires: decision.expires ?? '',
      effect: lapse?.why ?? (unseen.has(decision) ? t('not in this scan') : t('applies')),
      item: lapse?.item ?? triaged.seen.get(decision) ?? null,
    };
  };
  return {
    file: file ?? null,
    problem: problem ?? null,
    entries: [...allMarks(triage), ...triage.allow].map(entry),
    histories: Object.fromEntries(
      [...triaged.cases].map(([id, { history }]) => [
        id,
        history.map((event) => ({
          time: eventTime(event),
          by: event.by ?? '',
          text: eventText(event),
          note: event.note ?? '',
        })),
      ]),
    ),
    summary: triageSummary(triaged, dayOf(Date.now())),
  };
}
