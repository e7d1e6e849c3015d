import { Memo } from '../../../../math/memo.ts';
import { count, counted } from '../../../../text/numbers.ts';
import { type CampaignDetector, type DetectorContext, worded } from '../detector.ts';
import { ownerOf, OWNS } from '../owner.ts';

/**
 * Are the accounts keys of one organisation, sharing its own work? The statistic is the share of members in the largest
 * organisation. Different organisations, or none, say nothing: consumers have none, and someone who farms accounts can make
 * one up for each.
 */
export const organisations: CampaignDetector = {
  id: 'organisations',
  name: 'Keys of one organisation',
  family: 'benign',
  reads: ['organisation'],
  direction: 'against',
  theory: {
    for: { why: 'Accounts of many owners, or of none, are no pool of one organisation.' },
    against: {
      why: 'One organisation’s keys share its work. But names of organisations can be made up, so this has a limit.',
      most: 2.5,
    },
  },
  needs: 'organisations of accounts, in the log or in the account directory',
  measure(candidate, { profiles }) {
    if (namedIn(profiles) === 0) return null;
    const names = candidate.accounts.map((account) => profiles.get(account)!.organisation);
    const { name: largest, members, share, organisations: known } = ownerOf(candidate, profiles);
    const n = names.length;
    const meaning = worded(
      share,
      [
        [0.1, 'The accounts are not keys of one organisation'],
        [OWNS, 'Some of the accounts are keys of one organisation'],
      ],
      'The accounts are keys of one organisation that share its work',
    );
    const numbers =
      share >= OWNS
        ? `${count(members)} of ${count(n)} belong to ${largest}; a name can be made up, so this has a limit`
        : known === 0
          ? `none of the ${counted(n, 'account')} belongs to an organisation`
          : `${counted(n, 'account')} belong to ${counted(known, 'organisation')}, at most ${count(members)} to any one`;
    const rows = names.flatMap((name, i) => (name === largest && name ? [candidate.slices[i]![0]!.rows[0]!] : []));
    return { statistic: share, n, text: `${meaning}: ${numbers}.`, rows: rows.slice(0, 20) };
  },
};

const known = new Memo<DetectorContext['profiles'], number>();

/** Accounts of which the log or the directory names an organisation. */
function namedIn(profiles: DetectorContext['profiles']): number {
  let named = known.get(profiles);
  if (named === undefined) {
    named = 0;
    for (const { organisation } of profiles.values()) named += Number(organisation !== '');
    known.set(profiles, named);
  }
  return named;
}
