import { count, counted } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { isRelayed } from '../relaying.ts';
import { haveOwner } from './organisations.ts';
import { sharedTrace } from './shared-traces.ts';

/**
 * Do the accounts run a program that hardly anybody else runs? A common library says nothing. Products with a program of their own
 * and harvests do so alike.
 */
export const programs: CampaignDetector = {
  id: 'programs',
  name: 'A program of their own',
  family: 'automation',
  reads: ['userAgent'],
  direction: 'for',
  needs: 'names of programs (user agents) in the log',
  measure(candidate, context) {
    if (isRelayed(candidate, context) || haveOwner(candidate, context.profiles)) return null;
    const shared = sharedTrace('userAgent', candidate, context);
    if (!shared) return null;
    const n = candidate.accounts.length;
    const meaning = worded(
      shared.closeness,
      [
        [0.05, 'The accounts run common programs, or each its own'],
        [0.4, 'Part of the accounts run programs that few others run'],
      ],
      'The accounts run a program that hardly anybody else runs',
    );
    return {
      statistic: shared.closeness,
      n,
      text: `${meaning}: ${count(shared.sharing)} of ${counted(n, 'account')} share one of ${counted(shared.values, 'program')}.`,
      rows: candidate.slices.flatMap((slices) => slices.map(({ rows }) => rows[0]!)).slice(0, 20),
    };
  },
};
