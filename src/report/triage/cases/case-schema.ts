/**
 * The shape of a case file: one campaign, and what people did about it, an entry each. Types, reader and the published
 * `media/case.schema.json` are all derived from it; the comment on a field becomes its description there.
 */
import * as v from 'valibot';
import { problemOf, written } from '../../../schema/written.ts';
import { isDay } from '../../../text/times.ts';
import { CaseStatus } from '../../shape/triage-summary.ts';
import { Author, CampaignEntry, Day, MARK_STATES, MAX_ENTRIES, Note } from '../triage-schema.ts';

const TIME = 'is a day or a time in UTC, such as 2026-11-25 or 2026-11-25T09:30:00Z.';
const isTime = (text: string): boolean => isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
const Time = v.pipe(
  v.string(TIME),
  v.regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?$/, TIME),
  v.check(isTime, TIME),
);

const TICKET = 'is a link or a number in one line of at most 1000 characters.';
export const Ticket = v.pipe(
  v.string(TICKET),
  v.maxLength(1000, TICKET),
  v.check((text) => !/\p{Cc}/u.test(text), TICKET),
);

const DECISIONS = [...MARK_STATES, 'open'] as const;

/** What somebody did about the case, at one time. */
export const CaseEvent = v.pipe(
  written(
    {
      /** When: a day, or a time in UTC such as 2026-11-25T09:30:00Z. */
      time: v.exactOptional(Time),
      /** Who did it. */
      by: v.exactOptional(Author),
      /** Where the work stands from then on. Closing needs a note that says why. */
      status: v.exactOptional(CaseStatus),
      /** Who works on it from then on; empty for nobody. */
      owner: v.exactOptional(Author),
      /** Link or number of the ticket about it; empty to take it away. */
      ticket: v.exactOptional(Ticket),
      /** What was decided; `open` takes the decision back. It needs a note that says why. */
      decision: v.exactOptional(v.picklist(DECISIONS, `is one of ${DECISIONS.join(', ')}.`)),
      /** The last day on which the decision holds. */
      expires: v.exactOptional(Day),
      /** Why, or a comment. */
      note: v.exactOptional(Note),
    },
    'An entry of "history" is an object.',
  ),
  v.check(
    ({ decision, status, note }) =>
      note !== undefined || (status !== 'closed' && (decision === undefined || decision === 'open')),
    'Closing a case and deciding on it need a "note" that says why.',
  ),
  v.check(({ time: _, by: __, expires: ___, ...rest }) => Object.keys(rest).length > 0, 'An entry says what was done.'),
);
export type CaseEvent = v.InferOutput<typeof CaseEvent>;

/**
 * The entry, if it may stand in a file.
 * @throws Error that says what is wrong
 */
export function checkedEvent(value: object): CaseEvent {
  const result = v.safeParse(CaseEvent, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new Error(problemOf(result.issues[0]).sentence);
}

/** A campaign and the work on it. The last entry that names a status, an owner, a ticket or a decision is the one that holds. */
export const CaseFile = written(
  {
    $schema: v.exactOptional(v.string()),
    campaign: CampaignEntry,
    /** What was done, the oldest first. */
    history: v.pipe(v.array(CaseEvent, 'is a list.'), v.maxLength(MAX_ENTRIES, 'has too many entries.')),
  },
  'The file must contain an object with "campaign" and "history".',
);
export type CaseFile = v.InferOutput<typeof CaseFile>;
