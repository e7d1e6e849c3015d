/**
 * Does an account share more with a candidate's other accounts than ordinary accounts do? The null is the log's own accounts
 * that belong to no reported candidate, among those with about as many requests: busy accounts meet more templates.
 */
import type { AccountProfile } from '../accounts/account-profiles.ts';
import type { Slices } from '../accounts/slices.ts';
import { benjaminiHochberg, conformalP } from '../math/multiple-tests.ts';
import { type Candidate, CORE } from './candidate.ts';
import type { NullTest, Untested } from './null-test.ts';

/** Accounts of the log are cut into that many groups of equal size by their number of requests. */
const GROUPS = 5;
/** Null accounts needed for a group of its own, and at all: a p-value of 0.01 must be possible. */
const ENOUGH = 99;

export interface MemberTest extends NullTest {
  /** False discovery rate at which this account and all with a smaller p-value are accepted, over all accounts of the log. */
  q: number;
}

export interface MemberTests {
  /** Test of each member, in the order of `candidate.accounts`. */
  members: (MemberTest | Untested)[];
}

/**
 * @param reported accounts of all reported candidates: none of them may stand for what is ordinary
 * @param families number of candidates over the number of reported ones: members are tested in selected candidates alone,
 *   which costs this factor (Benjamini and Bogomolov 2014)
 */
export function memberTests(
  candidate: Candidate,
  slices: Slices,
  profiles: ReadonlyMap<number, AccountProfile>,
  reported: ReadonlySet<number>,
  families: number,
): MemberTests {
  const ordinary = [...profiles.values()].filter(({ number }) => !reported.has(number));
  const bounds = volumeBounds([...profiles.values()]);
  const group = (account: number): number => {
    const { requests } = profiles.get(account)!;
    return bounds.filter((bound) => requests > bound).length;
  };
  const shares = sharedInformation(candidate, slices, profiles.size);
  const everyone = ordinary.map(({ number }) => shares(number));
  const byGroup = Array.from({ length: GROUPS }, (_, g) =>
    ordinary.flatMap(({ number }, i) => (group(number) === g ? [everyone[i]!] : [])),
  );
  if (everyone.length < ENOUGH) {
    const reason = `Only ${everyone.length} accounts belong to no reported candidate; ${ENOUGH} are needed.`;
    return { members: candidate.accounts.map(() => ({ stratum: 'other accounts', reason })) };
  }
  const tests = candidate.accounts.map((account): NullTest => {
    const own = byGroup[group(account)]!;
    const nullValues = own.length >= ENOUGH ? own : everyone;
    const stratum = own.length >= ENOUGH ? 'accounts with about as many requests' : 'all other accounts';
    const statistic = shares(account);
    return { stratum, statistic, p: conformalP(statistic, nullValues), n: nullValues.length };
  });
  const q = benjaminiHochberg(
    tests.map(({ p }) => p),
    profiles.size * families,
  );
  return { members: tests.map((test, i) => ({ ...test, q: Math.min(1, q[i]!) })) };
}

/** Upper bounds of all groups but the last, in requests. */
function volumeBounds(profiles: readonly AccountProfile[]): number[] {
  const sorted = profiles.map(({ requests }) => requests).sort((a, b) => a - b);
  return Array.from(
    { length: GROUPS - 1 },
    (_, g) => sorted[Math.min(sorted.length - 1, Math.floor(((g + 1) * sorted.length) / GROUPS))]!,
  );
}

/**
 * What an account shares with the candidate's other accounts: the surprise, in nats, of each template that it uses as many of
 * them do. A member is left out of what it is compared with: it must not bear witness to itself.
 */
function sharedInformation(candidate: Candidate, slices: Slices, accounts: number): (account: number) => number {
  const members = new Set(candidate.accounts);
  const users = candidate.templates.map(
    (template) => new Set(slices.ofTemplate.get(template)!.map(({ account }) => account)),
  );
  const inside = users.map((own) => candidate.accounts.filter((account) => own.has(account)).length);
  return (account) => {
    const own = members.has(account) ? 1 : 0;
    const others = members.size - own;
    return users.reduce((sum, using, i) => {
      if (!using.has(account) || inside[i]! - own < CORE * others) return sum;
      const strangers = using.size - inside[i]! - (1 - own);
      return sum + Math.log((accounts - others) / (strangers + 1));
    }, 0);
  };
}
