import { counted, percent } from '../../../../text/numbers.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';

/** Share of a log's requests that must name an end user for their absence to be told from what is usual. */
const USUAL = 0.02;

/** Do the accounts serve people? A product forwards the names of its users; a harvest has none. */
export const endUsers: CampaignDetector = {
  id: 'end-users',
  name: 'End users',
  family: 'benign',
  reads: ['endUser'],
  direction: 'against',
  needs: `end-user names in at least ${percent(USUAL)} of the log’s requests`,
  measure(candidate, { table }) {
    const { endUser } = table.rows;
    const rows = candidateRows(candidate);
    const named = rows.filter((row) => endUser[row]! !== 0);
    if (named.length === 0 && namedShare(table) < USUAL) return null;
    const people = new Set(named.map((row) => endUser[row]!)).size;
    const share = named.length / rows.length;
    const meaning = worded(
      share,
      [
        [0.01, 'The requests are not sent on behalf of end users'],
        [0.2, 'Some requests are sent on behalf of end users'],
      ],
      'The requests are sent on behalf of end users, like a product’s',
    );
    return {
      statistic: share,
      n: rows.length,
      text: `${meaning}: ${percent(share)} name an end user, ${counted(people, 'person', 'people')} in all.`,
      rows: [...named.subarray(0, 20)],
    };
  },
};

const known = new WeakMap<RequestTable, number>();

/** Share of all requests that name an end user. */
function namedShare(table: RequestTable): number {
  const before = known.get(table);
  if (before !== undefined) return before;
  let named = 0;
  if (table.names.endUser.values.length > 1) for (const user of table.rows.endUser) if (user !== 0) named++;
  known.set(table, named / Math.max(1, table.length));
  return known.get(table)!;
}
