/** The organisation that the members of a candidate belong to, if they do. */
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { Candidate } from '../candidates/candidate.ts';

/** Members of one organisation below which they are colleagues by chance. */
const TOGETHER = 3;
/** Share of members from which the organisation is called the owner of them all. */
export const OWNS = 0.5;

export interface Owner {
  /** Name of the organisation that most members belong to, and how many do. */
  name: string;
  members: number;
  /** Share of all members; 0 when they are too few to be told from colleagues by chance. */
  share: number;
  /** Different organisations of members. */
  organisations: number;
}

export function ownerOf({ accounts }: Candidate, profiles: ReadonlyMap<number, AccountProfile>): Owner {
  const counts = new Map<string, number>();
  for (const account of accounts) {
    const name = profiles.get(account)!.organisation;
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [name, members] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
  return { name, members, share: members >= TOGETHER ? members / accounts.length : 0, organisations: counts.size };
}
