import { count, counted } from '../../../../text/numbers.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { type CampaignDetector, type DetectorContext, worded } from '../detector.ts';

/** Members of one organisation below which they are colleagues by chance. */
const TOGETHER = 3;
/** From here on the organisation is called the owner of them all. */
const OWN = 0.5;

/**
 * Are the accounts one organisation's keys, which share its own work? The share of members in the largest organisation. That they
 * have organisations of their own, or none, says nothing: consumers have none, and whoever farms accounts can give each a name.
 */
export const organisations: CampaignDetector = {
  id: 'organisations',
  name: 'Keys of one organisation',
  family: 'benign',
  reads: ['organisation'],
  direction: 'against',
  needs: 'an organisation, in the log or in the account directory, for some account',
  measure(candidate, { profiles }) {
    if (![...profiles.values()].some(({ organisation }) => organisation)) return null;
    const names = candidate.accounts.map((account) => profiles.get(account)!.organisation);
    const { largest, members, share, organisations: known } = ownerOf(candidate, profiles);
    const n = names.length;
    const meaning = worded(
      share,
      [
        [0.1, 'The accounts are not one organisation’s keys'],
        [OWN, 'Some of the accounts are one organisation’s keys'],
      ],
      'The accounts are one organisation’s keys and share its work',
    );
    const numbers =
      share >= OWN
        ? `${count(members)} of ${count(n)} belong to ${largest}`
        : `${counted(n, 'account')} belong to ${counted(known, 'organisation')}, at most ${count(members)} to one`;
    const rows = names.flatMap((name, i) => (name === largest && name ? [candidate.slices[i]![0]!.rows[0]!] : []));
    return { statistic: share, n, text: `${meaning}: ${numbers}.`, rows: rows.slice(0, 20) };
  },
};

interface Owner {
  /** Name of the organisation that most members belong to, and how many do. */
  largest: string;
  members: number;
  /** Share of the members; 0 when they are too few to be told from colleagues by chance. */
  share: number;
  organisations: number;
}

function ownerOf(candidate: Candidate, profiles: DetectorContext['profiles']): Owner {
  const counts = new Map<string, number>();
  for (const account of candidate.accounts) {
    const name = profiles.get(account)!.organisation;
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [largest, members] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
  const share = members >= TOGETHER ? members / candidate.accounts.length : 0;
  return { largest, members, share, organisations: counts.size };
}

/** Whether most members are keys of one organisation, so that it stands to reason that they share its office and its programs. */
export const haveOwner = (candidate: Candidate, profiles: DetectorContext['profiles']): boolean =>
  ownerOf(candidate, profiles).share >= OWN;
