import { counted, percent } from '../../../../text/numbers.ts';
import { firstRows } from '../../candidates/candidate-rows.ts';
import { type CampaignDetector, NOTHING_MORE, worded } from '../detector.ts';

/** Nats added, so that templates that carry no information still have a logarithm. */
const OFFSET = 0.1;

/**
 * How unlikely is it that accounts share exactly these templates by chance? A template's information (the negative logarithm
 * of the share of the log's accounts that use it) is multiplied by its purity (the share of its users that are members) and
 * summed over the templates of each member. The statistic is the logarithm of the mean over members. It has no upper limit:
 * a large set of templates that only the members use is no coincidence at all.
 */
export const jointUse: CampaignDetector = {
  id: 'joint-use',
  name: 'Shared rare templates',
  family: 'coordination',
  reads: [],
  direction: 'for',
  theory: {
    for: { why: 'That many accounts share templates that nobody else uses is no coincidence.' },
    against: { why: 'A few templates, or ones that many send, come together by chance.' },
  },
  needs: NOTHING_MORE,
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
      text: `${meaning}: these ${counted(members, 'account')} are ${percent(purity)} of the users of ${counted(candidate.templates.length, 'template')}, in a log with ${counted(others, 'other account')}.`,
      rows: firstRows(candidate),
    };
  },
};
