import { count, percent } from '../../../../text/numbers.ts';
import { NO_PARAMETERS } from '../../../table/request-signals.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';

/** Other requests of the members that are needed. */
const LEAST = 40;

/**
 * Does the rest of what the accounts send come from the same program? A customer's program sets the model's parameters in one way,
 * whatever it asks. A campaign's cover traffic was made, bought or recorded elsewhere, and keeps the settings it came with. The
 * share of the members' other requests whose parameters some request in question has too.
 */
export const sameProgram: CampaignDetector = {
  id: 'same-program',
  name: 'Settings of the accounts’ other traffic',
  family: 'benign',
  reads: ['parameters'],
  direction: 'against',
  needs: `parameters of requests, and at least ${LEAST} other requests of the accounts`,
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
        [0.2, 'What else the accounts send comes from other programs'],
        [0.8, 'What else the accounts send comes partly from other programs'],
      ],
      'All the accounts send has the same settings, as from one program each',
    );
    return {
      statistic: share,
      n: others.length,
      text: `${meaning}: ${count(others.length - foreign.length)} of ${count(others.length)} other requests (${percent(share)}) have parameters that requests in question have.`,
      rows: foreign.slice(0, 20),
    };
  },
};

const known = new WeakMap<RequestTable, boolean>();

/** Whether any request of a log sets any. */
function haveParameters(table: RequestTable): boolean {
  const before = known.get(table);
  if (before !== undefined) return before;
  const found = table.rows.parameters.subarray(0, table.length).some((own) => own !== NO_PARAMETERS);
  known.set(table, found);
  return found;
}
