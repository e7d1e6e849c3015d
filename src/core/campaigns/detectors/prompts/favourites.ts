import { count, decimal } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { sendingsOf } from './sendings.ts';

/** Repeats needed: with fewer, one prompt sent three times decides. */
const LEAST = 10;
/** Pairs added to both sides, so that a few say little. */
const FEW = 2;

/**
 * Are there favourites among the prompts that come back? In live use a few are sent again and again and most once (Zipf's law);
 * what a harvest sends twice it sends evenly. Pairs of equal sendings against those of an even pool with as many different
 * prompts, on a logarithmic scale: 0 when copies are even, above 1 in live use.
 */
export const favourites: CampaignDetector = {
  id: 'favourites',
  name: 'Favourites among repeated prompts',
  family: 'benign',
  reads: ['opening'],
  direction: 'against',
  needs: `at least ${LEAST} prompts of one cluster that come back`,
  measure(candidate, { table }) {
    const { sendings, prompts, pairs, evenPairs, own, scattered, rounds } = sendingsOf(candidate, table);
    const repeats = sendings - prompts;
    if (repeats < LEAST) return null;
    const ratio = (pairs + FEW) / (evenPairs + FEW);
    const meaning = worded(
      ratio,
      [
        [1.25, 'What is sent again is sent evenly'],
        [1.8, 'Some prompts come back more often than others'],
      ],
      'A few prompts come back again and again, as in live use',
    );
    return {
      statistic: Math.log(ratio),
      n: repeats,
      text: `${meaning}: of ${count(sendings)} sendings ${decimal(ratio, 1)} times as many are alike as in even draws.`,
      rows: [...own, ...scattered, ...rounds].slice(0, 20),
    };
  },
};
