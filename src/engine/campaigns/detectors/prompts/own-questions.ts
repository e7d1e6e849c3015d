import { count, percent } from '../../../../text/numbers.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { BUSY, compared, type Manner, neighboursOf, OTHERS } from '../neighbours.ts';

/**
 * Do the accounts ask what no other user of the assistant asks? Users of one assistant come with the same few concerns; who sweeps
 * what it knows asks each question once, and asks for what nobody needs. Accounts are compared with all others that have the same
 * system prompt, by the share of their opening messages that no other account sent.
 */
export const ownQuestions: CampaignDetector = {
  id: 'own-questions',
  name: 'Questions that nobody else asks',
  family: 'dataset',
  reads: ['opening', 'system'],
  direction: 'for',
  theory: {
    for: { why: 'Who sweeps an assistant asks what none of its users needs.' },
    against: { why: 'Users of one assistant come with the same few concerns.' },
  },
  needs: `a system prompt that at least ${OTHERS} other accounts with several opening requests share (no fewer than the members)`,
  measure(candidate, { table }) {
    const neighbours = neighboursOf(candidate, table);
    if (!neighbours) return null;
    const result = compared(shares(neighbours.members), shares(neighbours.others));
    if (!result) return null;
    const meaning = worded(
      result.above,
      [
        [0.35, 'The accounts ask what other users of their assistant ask too'],
        [0.75, 'The accounts ask as many questions of their own as other users of their assistant'],
      ],
      'The accounts ask what other users of their assistant do not',
    );
    return {
      statistic: result.logOdds,
      n: result.members,
      text: `${meaning}: for half of them, ${percent(result.member)} or more of their opening messages were sent by nobody else; for half of the ${count(result.others)} others with the same system prompt, ${percent(result.other)} or more.`,
      rows: firstRows(candidate),
    };
  },
};

const shares = (manners: readonly Manner[]): number[] =>
  manners.flatMap(({ messages, alone }) => (messages >= BUSY ? alone / messages : []));
