import { SentValues } from '../../../accounts/sent-values.ts';
import { valuesIn } from '../../../../math/columns.ts';
import { Memo } from '../../../../math/memo.ts';
import { count, percent } from '../../../../text/numbers.ts';
import { NO_PARAMETERS } from '../../../table/request-signals.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { candidateRows, requestsOf } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { sessionsOf } from '../timing/sessions.ts';

/** Other requests needed from the members. */
const MIN_OTHERS = 40;
/** Where more of the log's requests have these parameters, they are what everybody sends, and sending them says nothing. */
const USUAL = 0.9;
/** Share of the members' requests that are those in question from which the others may be more of the same work. */
const MOSTLY = 2 / 3;
/** Share of the other requests from which they have the same settings. */
const SAME = 0.8;
/** Rows that evidence points to. */
const SHOWN = 20;

/**
 * Does the accounts' other traffic come from the same program? A customer's program sets the model's parameters in one way,
 * whatever it asks. Cover traffic is made, bought or recorded elsewhere and keeps the parameters it came with. The statistic
 * is the share of the members' other requests whose parameters also occur among the requests in question.
 */
export const sameProgram: CampaignDetector = {
  id: 'same-program',
  name: 'Settings of the other traffic',
  family: 'benign',
  reads: ['parameters'],
  direction: 'against',
  theory: {
    for: {
      why: 'Cover traffic is made, bought or recorded elsewhere and keeps the parameters it came with.',
      silencedBy:
        'most of the accounts send these requests within one session: whoever runs one thing once does the rest with other programs',
    },
    against: {
      why: 'A customer’s program sets them in one way, whatever it asks.',
      silencedBy:
        'two thirds of what the accounts send are these requests: what no template holds of a harvest comes from its program, too, and that they do little else is weighed already',
    },
  },
  needs: `sampling parameters that the log’s other requests do not have anyway, and at least ${MIN_OTHERS} other requests by the accounts`,
  measure(candidate, { table, profiles }) {
    if (!haveParameters(table)) return null;
    const { parameters } = table.rows;
    const settings = valuesIn(parameters, candidateRows(candidate));
    if (usualShare(settings, table) > USUAL) return null;
    const own = requestsOf(candidate);
    let [others, foreign] = [-own, 0];
    // What is shown are requests in question, of those members whose others are unlike them: nobody is accused of the others.
    const shown: number[] = [];
    for (const [place, account] of candidate.accounts.entries()) {
      const profile = profiles.get(account)!;
      const before = foreign;
      // None of these are the requests in question.
      sent.each(profile, table, (setting, requests) => {
        if (!settings.has(setting)) foreign += requests;
      });
      others += profile.rows.length;
      if (foreign === before) continue;
      for (const { rows } of candidate.slices[place] ?? []) if (shown.length < SHOWN) shown.push(rows[0]!);
    }
    if (others < MIN_OTHERS) return null;
    const share = 1 - foreign / others;
    const meaning = worded(
      share,
      [
        [0.2, 'Their other traffic uses different settings'],
        [SAME, 'Some of their other traffic uses different settings'],
      ],
      'Their other traffic uses the same settings, as if one program sent all of it',
    );
    const isOnce = runsOnce(candidate, table);
    const isMostly = own >= MOSTLY * (own + others);
    if (isOnce && isMostly) return null;
    return {
      statistic: share,
      n: others,
      ...(isOnce && { silent: 'for' as const }),
      ...(isMostly && { silent: 'against' as const }),
      text: `${meaning}: ${count(others - foreign)} of their ${count(others)} other requests (${percent(share)}) have the model parameters that these templates are sent with.${isOnce ? ' Most accounts sent these requests within one session, so this does not speak for a campaign: whoever runs one thing once does the rest with other programs.' : ''}${isMostly && share >= SAME ? ' Most of what the accounts send are these requests, so this does not speak against a campaign: the rest may be more of the same work.' : ''}`,
      rows: shown,
    };
  },
};

/** Whether most accounts send these requests within one session. Nobody knows where there are no times. */
function runsOnce(candidate: Candidate, table: RequestTable): boolean {
  const sessions = sessionsOf(candidate, table).filter(({ length }) => length > 0);
  return sessions.filter(({ length }) => length === 1).length > sessions.length / 2;
}

const sent = new SentValues('parameters');
const known = new Memo<RequestTable, ReadonlyMap<number, number>>();

/** How many of the log's requests have each set of parameters. */
function requestsBy(table: RequestTable): ReadonlyMap<number, number> {
  const before = known.get(table);
  if (before) return before;
  const counts = new Map<number, number>();
  for (const own of table.rows.parameters.subarray(0, table.length)) counts.set(own, (counts.get(own) ?? 0) + 1);
  known.set(table, counts);
  return counts;
}

/** Whether any request of the log sets a parameter. */
const haveParameters = (table: RequestTable): boolean =>
  [...requestsBy(table).keys()].some((own) => own !== NO_PARAMETERS);

/** Share of the log's requests that have one of these sets of parameters. */
function usualShare(settings: ReadonlySet<number>, table: RequestTable): number {
  const counts = requestsBy(table);
  return [...settings].reduce((sum, own) => sum + counts.get(own)!, 0) / table.length;
}
