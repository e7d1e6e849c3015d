import { count, decimal } from '../../../../text/numbers.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { conversationsOf } from '../conversations.ts';
import { hasKnownOperator } from '../known-operator.ts';

/** Accounts needed, and mean conversations per account. */
const MINIMUM = { accounts: 5, each: 10 };

/**
 * Is the work shared out evenly? Quotas make accounts alike, while people and customers differ in how much they send more
 * than in anything else. The statistic is the logarithm of the coefficient of variation of conversations per account.
 */
export const evenShares: CampaignDetector = {
  id: 'even-shares',
  name: 'Even shares',
  family: 'coordination',
  reads: [],
  direction: 'against',
  theory: {
    for: { why: 'Quotas make accounts alike.' },
    against: { why: 'People and customers differ in how much they send.' },
  },
  needs: `at least ${MINIMUM.each} conversations per account on average`,
  measure(candidate, context) {
    const n = candidate.accounts.length;
    const { member, rows } = conversationsOf(candidate, context.table);
    if (n < MINIMUM.accounts || rows.length < MINIMUM.each * n || hasKnownOperator(candidate, context)) return null;
    const each = candidate.accounts.map(() => 0);
    for (const one of member) each[one]!++;
    const mean = rows.length / n;
    const spread = Math.sqrt(each.reduce((sum, own) => sum + (own - mean) ** 2, 0) / n) / mean;
    const meaning = worded(
      spread,
      [
        [0.3, 'The work is shared out evenly'],
        [0.6, 'The shares of the work differ somewhat'],
      ],
      'The accounts differ widely in how much they send',
    );
    const sorted = [...each].sort((a, b) => a - b);
    const [low, high] = [sorted[Math.floor(n / 4)]!, sorted[Math.ceil((3 * n) / 4) - 1]!];
    const half = low === high ? `exactly ${count(low)}` : `between ${count(low)} and ${count(high)}`;
    return {
      statistic: Math.log(spread + FLOOR),
      n,
      text: `${meaning}: ${decimal(mean, 1)} conversations per account on average; half of the accounts have ${half}.`,
      rows: firstRows(candidate),
    };
  },
};

/** Added to the coefficient of variation. Chance alone makes it a tenth if accounts have a hundred conversations each. */
const FLOOR = 0.05;
