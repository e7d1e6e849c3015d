import { count, decimal } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { conversationsOf } from '../conversations.ts';
import { hasKnownOperator } from '../known-operator.ts';

const MIN_CONVERSATIONS = 50;
/** Share of the accounts that must have times: turns cannot be seen where the log times a few accounts alone. */
const TIMED = 0.5;
/** Conversations before and after, three times as many in all, whose accounts say what chance would have. */
const WINDOW = 40;

/**
 * Is one queue dealt out over the accounts? How often two conversations in a row come from the same account, against how often two of those
 * around them do: accounts that come and go make no difference. The logarithm of the ratio: separate customers come in
 * sessions, above 0; turn-taking goes below 0.
 */
export const dealing: CampaignDetector = {
  id: 'dealing',
  name: 'Turn-taking',
  family: 'coordination',
  reads: ['time'],
  direction: 'against',
  needs: `at least ${MIN_CONVERSATIONS} timed conversations in one group`,
  measure(candidate, context) {
    const { rows, member, timed } = conversationsOf(candidate, context.table);
    if (timed < MIN_CONVERSATIONS || hasKnownOperator(candidate, context)) return null;
    const own = member.subarray(0, timed);
    if (new Set(own).size < TIMED * candidate.accounts.length) return null;
    let same = 0;
    for (let i = 1; i < timed; i++) if (own[i] === own[i - 1]) same++;
    const expected = expectedSame(own);
    const ratio = (same + 1) / (expected + 1);
    const meaning =
      same === 0
        ? 'Consecutive conversations never come from the same account: the accounts take turns'
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
      text: `${meaning}: ${count(same)} of ${count(timed)} conversations follow one of the same account; by chance it would be ${decimal(expected, 1)}.`,
      rows: [...rows.subarray(0, 20)],
    };
  },
};

/** Pairs in a row of one account, if those of each stretch and of its surroundings were shuffled. */
function expectedSame(member: Uint32Array): number {
  const counts = new Map<number, number>();
  let expected = 0;
  for (let from = 0; from + 1 < member.length; from += WINDOW) {
    const around = member.subarray(Math.max(0, from - WINDOW), from + 2 * WINDOW);
    counts.clear();
    for (const one of around) counts.set(one, (counts.get(one) ?? 0) + 1);
    let pairs = 0;
    for (const count of counts.values()) pairs += count * (count - 1);
    expected += (Math.min(WINDOW, member.length - 1 - from) * pairs) / Math.max(1, around.length * (around.length - 1));
  }
  return expected;
}
