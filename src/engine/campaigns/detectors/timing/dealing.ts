import { count, decimal } from '../../../../text/numbers.ts';
import type { Numbers } from '../../../../math/columns.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { conversationsOf } from '../conversations.ts';
import { hasKnownOperator } from '../known-operator.ts';
import { onTimers } from './pauses.ts';

const MIN_CONVERSATIONS = 50;
/** Share of accounts that must have times: turns cannot be seen if only a few accounts do. */
const TIMED = 0.5;
/** Conversations per stretch; chance is estimated from each stretch and its two neighbours. */
const WINDOW = 40;

/**
 * Do the accounts share one queue? This compares how often two consecutive conversations come from the same account with how
 * often two nearby conversations would by chance, so accounts that come and go make no difference. The statistic is the
 * logarithm of the ratio: above 0 for separate customers, who work in sessions, below 0 for accounts that take turns.
 */
export const dealing: CampaignDetector = {
  id: 'dealing',
  name: 'Turn-taking',
  family: 'coordination',
  reads: ['time'],
  direction: 'against',
  theory: {
    for: {
      why: 'Accounts of one queue take turns.',
      silencedBy:
        'at least half of the accounts send at one fixed interval each: who runs a program on a timer never sends twice in a row either',
    },
    against: { why: 'Separate customers work in sessions, each on its own.' },
  },
  needs: `at least ${MIN_CONVERSATIONS} timed conversations in one group`,
  measure(candidate, context) {
    const { rows, member, timed } = conversationsOf(candidate, context.table);
    if (timed < MIN_CONVERSATIONS || hasKnownOperator(candidate, context)) return null;
    const own = member.subarray(0, timed);
    if (new Set(own).size < TIMED * candidate.accounts.length) return null;
    let same = 0;
    for (let i = 1; i < timed; i++) if (own[i] === own[i - 1]) same++;
    const expected = expectedSame(own, candidate.accounts.length);
    const ratio = (same + 1) / (expected + 1);
    const isTimed = onTimers(candidate, context.table);
    const meaning =
      same === 0
        ? 'The accounts take turns and never send two conversations in a row'
        : worded(
            ratio,
            [
              [0.8, 'The accounts take turns'],
              [1.1, 'Which account comes next is random, as in one shared queue'],
              [2, 'The accounts tend to work in separate sessions'],
            ],
            'Each account works in separate sessions',
          );
    return {
      statistic: Math.log(ratio),
      n: timed,
      text: `${meaning}: ${count(same)} of ${count(timed)} conversations follow another by the same account; chance would give ${decimal(expected, 1)}.${isTimed ? ' Most accounts send at one fixed interval each, so this does not speak for a campaign: a program on a timer never sends twice in a row either.' : ''}`,
      rows: [...rows.subarray(0, 20)],
      ...(isTimed && { silent: 'for' as const }),
    };
  },
};

/** Expected number of consecutive pairs by one account if each stretch were shuffled with its neighbours. */
function expectedSame(member: Numbers, members: number): number {
  const counts = new Uint32Array(members);
  let expected = 0;
  for (let from = 0; from + 1 < member.length; from += WINDOW) {
    const around = member.subarray(Math.max(0, from - WINDOW), from + 2 * WINDOW);
    let pairs = 0;
    for (const one of around) pairs += 2 * counts[one]!++;
    for (const one of around) counts[one] = 0;
    expected += (Math.min(WINDOW, member.length - 1 - from) * pairs) / Math.max(1, around.length * (around.length - 1));
  }
  return expected;
}
