import { count, percent } from '../../../../text/numbers.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { BUSY, compared, type Manner, neighboursOf, OTHERS } from '../neighbours.ts';

/** Share of the other accounts that must follow up at all before a lack of it means anything. */
const USUAL = 0.1;

/**
 * Do the accounts follow up less than other users of the assistant? Whoever needs an answer asks on; whoever collects answers goes
 * to the next question. Whether conversations continue depends on what an assistant is for, so accounts are compared with all others
 * that have the same system prompt.
 */
export const followUps: CampaignDetector = {
  id: 'follow-ups',
  name: 'Follow-ups compared with other users',
  family: 'dataset',
  reads: ['history', 'system'],
  direction: 'for',
  theory: {
    for: { why: 'Who collects answers goes on to the next question.' },
    against: { why: 'Who needs an answer asks on.' },
  },
  needs: `a system prompt that at least ${OTHERS} other accounts with several requests share (no fewer than the members), ${percent(USUAL)} of them with follow-ups`,
  measure(candidate, { table }) {
    const neighbours = neighboursOf(candidate, table);
    if (!neighbours) return null;
    const others = shares(neighbours.others);
    if (others.filter((share) => share < 1).length < USUAL * others.length) return null;
    const result = compared(shares(neighbours.members), others);
    if (!result) return null;
    const meaning = worded(
      result.above,
      [
        [0.35, 'The accounts follow up more than other users of their assistant'],
        [0.65, 'The accounts follow up as other users of their assistant do'],
      ],
      'The accounts follow up less than other users of their assistant',
    );
    return {
      statistic: result.logOdds,
      n: result.members,
      text: `${meaning}: for half of them, ${percent(result.member)} or more of their requests open a conversation; for half of the ${count(result.others)} others with the same system prompt, ${percent(result.other)} or more.`,
      rows: firstRows(candidate),
    };
  },
};

/** Shares of requests that open a conversation. */
const shares = (manners: readonly Manner[]): number[] =>
  manners.flatMap(({ requests, later }) => (requests >= BUSY ? 1 - later / requests : []));
