/**
 * Does an account share more with a candidate's other accounts than ordinary accounts do? The null distribution is the log's
 * accounts that are in no reported candidate.
 */
import { count } from '../../../text/numbers.ts';
import type { AccountProfile } from '../../accounts/account-profiles.ts';
import type { Slices } from '../../accounts/slices.ts';
import { benjaminiHochberg, conformalP } from '../../../math/multiple-tests.ts';
import { type Candidate, isPool } from '../candidates/candidate.ts';
import type { NullTest, Untested } from './null-test.ts';

const STRATUM = 'accounts in no reported campaign';
/** Null accounts needed: a p-value of 0.01 must be possible. */
const ENOUGH = 99;
/** Share of members that must use a template before sharing it counts. */
const CORE = 0.4;

export interface MemberTest extends NullTest {
  /**
   * False discovery rate, over all accounts in the log, at which this account and all with a smaller p-value are accepted as
   * members. For k members that no ordinary account comes close to, it is about 1 / k; fewer members cannot reach less.
   */
  q: number;
}

/**
 * One test per member, in the order of `candidate.accounts`.
 * @param reported accounts of all reported candidates, none of which counts as ordinary
 */
export function memberTests(
  candidate: Candidate,
  slices: Slices,
  profiles: ReadonlyMap<number, AccountProfile>,
  reported: ReadonlySet<number>,
): (MemberTest | Untested)[] {
  const shares = sharedInformation(candidate, slices, profiles.size);
  const ordinary = [...profiles.keys()].filter((account) => !reported.has(account)).map(shares);
  if (ordinary.length < ENOUGH) {
    const reason = `there are only ${count(ordinary.length)}, and ${ENOUGH} are needed`;
    return candidate.accounts.map(() => ({ stratum: STRATUM, reason }));
  }
  const tests = candidate.accounts.map((account): NullTest => {
    const statistic = shares(account);
    return { stratum: STRATUM, statistic, p: conformalP(statistic, ordinary), n: ordinary.length };
  });
  const q = benjaminiHochberg(
    tests.map(({ p }) => p),
    profiles.size,
  );
  return tests.map((test, i) => ({ ...test, q: q[i]! }));
}

/**
 * What an account shares with the candidate's other accounts: the surprise, in nats, of each of its templates that many of
 * them use too. A member is excluded from what it is compared with, so that it does not vouch for itself.
 */
function sharedInformation(candidate: Candidate, slices: Slices, accounts: number): (account: number) => number {
  const members = new Set(candidate.accounts);
  // Wordings of one prompt are one template.
  const groups = isPool(candidate.kind) ? [candidate.templates] : candidate.templates.map((template) => [template]);
  const users = groups.map(
    (templates) => new Set(templates.flatMap((template) => [...slices.uses(template).accounts])),
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
