/** Which accounts use which templates, and what sharing each says. */
import type { Slices } from '../../accounts/slices.ts';

/** Requests of a slice that make its account a user of the template rather than somebody who tried it once. */
export const USES = 2;
/** Accounts that must use a template for it to link any. */
const USERS = 3;

export interface SharedTemplates {
  /** Information of sharing each template in nats, ln(accounts / users); 0 for those of too few. */
  weight: Float64Array;
  /** Templates that each account uses, ascending; those of too few users are left out. */
  ofAccount: Map<number, number[]>;
  /** Users of each such template, ascending. */
  users: Map<number, number[]>;
}

/** @param without accounts whose use does not count: see `relayGroups` */
export function sharedTemplates(
  slices: Slices,
  templates: number,
  accounts: number,
  without: ReadonlySet<number> = new Set(),
): SharedTemplates {
  const weight = new Float64Array(templates);
  const users = new Map<number, number[]>();
  const ofAccount = new Map<number, number[]>();
  for (const [template, list] of [...slices.ofTemplate].sort((a, b) => a[0] - b[0])) {
    const using = list.map(({ account }) => account).filter((account) => !without.has(account));
    if (using.length < USERS) continue;
    weight[template] = Math.log(accounts / using.length);
    users.set(template, using);
    for (const account of using) {
      const own = ofAccount.get(account);
      if (own) own.push(template);
      else ofAccount.set(account, [template]);
    }
  }
  return { weight, ofAccount, users };
}
