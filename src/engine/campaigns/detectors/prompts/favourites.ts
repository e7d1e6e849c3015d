import { count, decimal } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { promptRepeatsOf } from './prompt-repeats.ts';

/** Repeats needed: with fewer, a single prompt sent three times would decide. */
const MIN_REPEATS = 10;
/** Pairs added to both sides, so that a few pairs say little. */
const PRIOR_PAIRS = 2;

/**
 * Are there favourites among repeated prompts? In live use a few are sent again and again and most only once (Zipf's law); a
 * harvest that repeats prompts repeats them evenly. The statistic is the logarithm of the number of pairs of equal sendings
 * over that of an even pool with as many different prompts: 0 if repeats are even, above 1 in live use.
 */
export const favourites: CampaignDetector = {
  id: 'favourites',
  name: 'Favourite prompts',
  family: 'benign',
  reads: ['opening'],
  direction: 'against',
  theory: {
    for: { why: 'A harvest that repeats prompts repeats them evenly.' },
    against: { why: 'In live use a few prompts are favourites.' },
  },
  needs: `at least ${MIN_REPEATS} repeated prompts in one group`,
  measure(candidate, { table }) {
    const { sent, prompts, pairs, evenPairs, own, scattered, rounds } = promptRepeatsOf(candidate, table);
    const repeats = sent - prompts;
    if (repeats < MIN_REPEATS) return null;
    const ratio = (pairs + PRIOR_PAIRS) / (evenPairs + PRIOR_PAIRS);
    const meaning = worded(
      ratio,
      [
        [1.25, 'Prompts are repeated evenly, with no favourites'],
        [1.8, 'Some prompts are repeated more often than others'],
      ],
      'A few prompts are repeated again and again, as in live use',
    );
    return {
      statistic: Math.log(ratio),
      n: repeats,
      text: `${meaning}: ${count(repeats)} of ${count(sent)} prompts sent are repeats; two picked at random are equal ${decimal(ratio, 1)} times as often as if each were repeated as often.`,
      rows: [...own, ...scattered, ...rounds].slice(0, 20),
    };
  },
};
