import { Memo } from '../../../../math/memo.ts';
import { percent } from '../../../../text/numbers.ts';
import { duration } from '../../../../text/times.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { comeAlone } from '../timing/lone-runs.ts';

/** A shorter log, in ms, cannot show who stays. */
const SHORT_MS = 3 * 86_400_000;

const MINUTE = 60_000;

/**
 * How long do accounts use the templates? Customers stay; accounts that are bought and banned, and finished harvests, do not.
 * The statistic is the time between an account's first and last use, as a share of the log: the median over members.
 */
export const tenure: CampaignDetector = {
  id: 'tenure',
  name: 'Length of use',
  family: 'benign',
  reads: ['time'],
  direction: 'against',
  theory: {
    for: {
      why: 'Accounts that are bought and banned do not stay, nor do finished harvests.',
      silencedBy:
        'most of the accounts come once or twice and alone, with half an hour on both sides: strangers who run something once do not stay either',
    },
    against: { why: 'Customers stay.' },
  },
  needs: 'times that span at least three days',
  measure(candidate, { table }) {
    const { time } = table.rows;
    const log = spanOf(table);
    if (!(log >= SHORT_MS)) return null;
    const spans = candidate.slices.flatMap((slices) => {
      let [first, last] = [Infinity, -Infinity];
      for (const { rows } of slices) {
        // Rows are in time order, those without a time last.
        let end = rows.length;
        while (end > 0 && Number.isNaN(time[rows[end - 1]!]!)) end--;
        if (end === 0) continue;
        first = Math.min(first, time[rows[0]!]!);
        last = Math.max(last, time[rows[end - 1]!]!);
      }
      return last >= first ? [last - first] : [];
    });
    if (spans.length * 2 < candidate.accounts.length) return null;
    const median = spans.sort((a, b) => a - b)[spans.length >> 1]!;
    const isAlone = comeAlone(candidate, table);
    const share = median / log;
    const meaning = worded(
      share,
      [
        [0.25, 'The accounts use these templates for a short time'],
        [0.7, 'The accounts use these templates for part of the time'],
      ],
      'The accounts use these templates throughout, as customers do',
    );
    return {
      statistic: share,
      n: spans.length,
      ...(isAlone && { silent: 'for' as const }),
      text: `${meaning}: ${median < MINUTE ? 'from first to last request, half of them take less than a minute' : `from first to last request, half of them take ${duration(median)} or longer, ${percent(share)} of the log’s time span`}.${isAlone ? ' Most come once or twice and alone, so this does not speak for a campaign: strangers who run something once do not stay either.' : ''}`,
      rows: firstRows(candidate),
    };
  },
};

const known = new Memo<RequestTable, number>();

/** Time between the first and last request of a log, in ms; -Infinity without times. */
function spanOf(table: RequestTable): number {
  const before = known.get(table);
  if (before !== undefined) return before;
  let [first, last] = [Infinity, -Infinity];
  for (const time of table.rows.time) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  known.set(table, last - first);
  return last - first;
}
