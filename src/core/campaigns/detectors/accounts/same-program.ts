import { count, percent } from '../../../../text/numbers.ts';
import { NO_PARAMETERS } from '../../../table/request-signals.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';

/** Other requests needed from the members. */
const LEAST = 40;

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
  needs: `sampling parameters, and at least ${LEAST} other requests by the accounts`,
  measure(candidate, { table, profiles }) {
    if (!haveParameters(table)) return null;
    const { parameters } = table.rows;
    const inQuestion = new Set(candidateRows(candidate));
    const settings = new Set<number>();
    for (const row of inQuestion) settings.add(parameters[row]!);
    const others = candidate.accounts.flatMap((account) =>
      Array.from(profiles.get(account)!.rows).filter((row) => !inQuestion.has(row)),
    );
    if (others.length < LEAST) return null;
    const foreign = others.filter((row) => !settings.has(parameters[row]!));
    const share = 1 - foreign.length / others.length;
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

const known = new WeakMap<RequestTable, boolean>();

/** Whether any request of the log sets a parameter. */
function haveParameters(table: RequestTable): boolean {
  const before = known.get(table);
  if (before !== undefined) return before;
  const found = table.rows.parameters.subarray(0, table.length).some((own) => own !== NO_PARAMETERS);
  known.set(table, found);
  return found;
}
