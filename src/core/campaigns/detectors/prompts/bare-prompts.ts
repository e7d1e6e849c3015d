import { count, percent } from '../../../../text/numbers.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { candidateRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';

/** Share of a log's requests that must have a system prompt for its absence to be told from what is usual. */
const USUAL = 0.05;

/**
 * Does a system prompt frame the requests? A product speaks to the model under a system prompt of its own; what is harvested is
 * mostly asked for without. The share of requests that have none. People who try a prompt have none either.
 */
export const barePrompts: CampaignDetector = {
  id: 'bare-prompts',
  name: 'Requests without a system prompt',
  family: 'dataset',
  reads: ['system'],
  direction: 'for',
  needs: `system prompts in at least ${percent(USUAL)} of the log’s requests`,
  measure(candidate, { table }) {
    if (framedShare(table) < USUAL) return null;
    const { system } = table.rows;
    const rows = candidateRows(candidate);
    const bare = rows.filter((row) => system[row] === 0);
    const share = bare.length / rows.length;
    const meaning = worded(
      share,
      [
        [0.2, 'The requests have a system prompt, like a product’s'],
        [0.8, 'Some of the requests have no system prompt'],
      ],
      'The requests have no system prompt',
    );
    return {
      statistic: share,
      n: rows.length,
      text: `${meaning}: ${count(bare.length)} of ${count(rows.length)} requests (${percent(share)}) have none.`,
      rows: [...bare.subarray(0, 20)],
    };
  },
};

const known = new WeakMap<RequestTable, number>();

/** Share of all requests that have a system prompt. */
function framedShare(table: RequestTable): number {
  const before = known.get(table);
  if (before !== undefined) return before;
  let framed = 0;
  for (const text of table.rows.system) if (text !== 0) framed++;
  known.set(table, framed / Math.max(1, table.length));
  return known.get(table)!;
}
