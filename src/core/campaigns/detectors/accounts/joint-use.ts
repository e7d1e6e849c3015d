import { count, counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';

/** Information added, in nats, so that templates that say nothing have a logarithm. */
const OFFSET = 0.1;

/**
 * How much of a coincidence is it that accounts share just these templates? For each template a member uses, its information
 * (the logarithm of how few accounts of the log use it) times its purity (the share of its users that belong); summed for each
 * member, the mean over members, its logarithm. There is no limit to it: what is used by the members alone and makes up a
 * large set is no coincidence at all.
 */
export const jointUse: CampaignDetector = {
  id: 'joint-use',
  name: 'Shared rare templates',
  family: 'coordination',
  reads: [],
  direction: 'for',
  needs: 'nothing beyond accounts and text',
  measure(candidate, { profiles }) {
    const members = candidate.accounts.length;
    const inside = new Map<number, number>();
    for (const { template } of candidate.slices.flat()) inside.set(template, (inside.get(template) ?? 0) + 1);
    let [information, users, uses] = [0, 0, 0];
    candidate.templates.forEach((template, i) => {
      const own = inside.get(template) ?? 0;
      const all = own + candidate.strangers[i]!;
      if (all === 0) return;
      information += own * (own / all) * Math.log(Math.max(1, profiles.size / all));
      users += all;
      uses += own;
    });
    const purity = uses / Math.max(1, users);
    const meaning = worded(
      purity,
      [
        [0.5, 'Most users of these templates are other accounts'],
        [0.9, 'Other accounts use these templates too'],
      ],
      'Hardly anyone else uses these templates',
    );
    const others = Math.max(0, profiles.size - members);
    return {
      statistic: Math.log(information / members + OFFSET),
      n: members,
      text: `${meaning}: ${counted(members, 'account')} account for ${percent(purity)} of the use of ${counted(candidate.templates.length, 'template')}, in a log with ${count(others)} other accounts.`,
      rows: candidate.slices.flatMap((slices) => slices.map(({ rows }) => rows[0]!)).slice(0, 20),
    };
  },
};
