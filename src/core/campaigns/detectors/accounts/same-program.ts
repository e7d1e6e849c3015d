import { Memo } from '../../../math/memo.ts';
import { count, percent } from '../../../../text/numbers.ts';
import { NO_PARAMETERS } from '../../../table/request-signals.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { candidateRows, marksOf } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';

/** Other requests needed from the members. */
const MIN_OTHERS = 40;
/** Where more of the log's requests have these parameters, they are what everybody sends, and sending them says nothing. */
const USUAL = 0.9;

/**
 * Does the accounts' other traffic come from the same program? A customer's program sets the model's parameters in one way,
 * whatever it asks. Cover traffic is made, bought or recorded elsewhere and keeps the parameters it came with. The statistic
 * is the share of the members' other requests whose parameters also occur among the requests in question.
 */
export const sameProgram: CampaignDetector = {
  id: 'same-program',
  name: 'Parameters of other traffic',
  family: 'benign',
  reads: ['parameters'],
  direction: 'against',
  needs: `sampling parameters that the log’s other requests do not have anyway, and at least ${MIN_OTHERS} other requests by the accounts`,
  measure(candidate, { table, profiles }) {
    if (!haveParameters(table)) return null;
    const { parameters } = table.rows;
    const inQuestion = marksOf(candidate, table);
    const settings = new Set<number>();
    for (const row of candidateRows(candidate)) settings.add(parameters[row]!);
    const others = candidate.accounts.flatMap((account) =>
      Array.from(profiles.get(account)!.rows.filter((row) => inQuestion[row] === 0)),
    );
    if (others.length < MIN_OTHERS) return null;
    const foreign = others.filter((row) => !settings.has(parameters[row]!));
    const share = 1 - foreign.length / others.length;
    if (usualShare(settings, table) > USUAL) return null;
    const meaning = worded(
      share,
      [
        [0.2, 'The accounts’ other traffic comes from other programs'],
        [0.8, 'Some of the accounts’ other traffic comes from other programs'],
      ],
      'The accounts’ other traffic has the same parameters, as if from the same program',
    );
    return {
      statistic: share,
      n: others.length,
      text: `${meaning}: ${count(others.length - foreign.length)} of ${count(others.length)} other requests (${percent(share)}) use parameters that these templates are sent with.`,
      rows: foreign.slice(0, 20),
    };
  },
};

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
