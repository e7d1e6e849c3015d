/** Whose a candidate's members are: the organisation that they belong to, if any, and whether they are told to have different owners. */
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { Candidate } from '../candidates/candidate.ts';

/** Members an organisation must have: two colleagues in one candidate may be chance. */
const TOGETHER = 3;
/** Share of members that an organisation must have to be called the owner of them all. */
export const OWNS = 0.5;

export interface Owner {
  /** The organisation with the most members, and how many it has. */
  name: string;
  members: number;
  /** Its share of all members; 0 if it has so few that they may be colleagues by chance. */
  share: number;
  /** Number of different organisations among the members. */
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

/**
 * Whether it is told that members have different owners: the log or the directory names several organisations, or half of the members have
 * none by a directory that names others', and nobody pays for half of them.
 */
export function areOwnedApart(candidate: Candidate, profiles: ReadonlyMap<number, AccountProfile>): boolean {
  const { accounts } = candidate;
  if (ownerOf(candidate, profiles).organisations > 1) return true;
  const payers = new Map<string, number>();
  let [alone, most] = [0, 0];
  for (const number of accounts) {
    const { organisation, directory } = profiles.get(number)!;
    if (organisation !== '' || directory?.isAlone !== true) continue;
    alone++;
    if (directory.payment === undefined) continue;
    const paid = (payers.get(directory.payment) ?? 0) + 1;
    payers.set(directory.payment, paid);
    most = Math.max(most, paid);
  }
  return 2 * alone >= accounts.length && 2 * most < accounts.length;
}
