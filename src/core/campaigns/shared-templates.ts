/** Which templates say something when two accounts share them. */
import type { Slices } from '../accounts/slices.ts';

/** Requests of a slice that make its account a user of the template rather than somebody who tried it once. */
export const USES = 2;
/** Share of all accounts from which a template is everybody's: a widespread client, a popular agent, a default prompt. */
const POPULAR = 0.08;
/** In small logs a template is not everybody's below this many accounts: a campaign may be most of the log. */
const POPULAR_FLOOR = 60;

export interface SharedTemplates {
  /** Information of sharing each template in nats: ln(accounts / users); 0 for unshared and for everybody's templates. */
  weight: Float64Array;
  /** Templates with weight that each account uses, ascending. */
  ofAccount: Map<number, number[]>;
  /** Accounts that use each such template, ascending. */
  users: Map<number, number[]>;
}

export function sharedTemplates(slices: Slices, templates: number, accounts: number): SharedTemplates {
  const weight = new Float64Array(templates);
  const users = new Map<number, number[]>();
  const ofAccount = new Map<number, number[]>();
  for (const [template, list] of [...slices.ofTemplate].sort((a, b) => a[0] - b[0])) {
    const using = list.filter((slice) => slice.rows.length >= USES).map((slice) => slice.account);
    if (using.length < 2 || using.length > Math.max(POPULAR_FLOOR, POPULAR * accounts)) continue;
    weight[template] = Math.log(Math.max(2, accounts / using.length));
    users.set(template, using);
    for (const account of using) {
      const own = ofAccount.get(account);
      if (own) own.push(template);
      else ofAccount.set(account, [template]);
    }
  }
  return { weight, ofAccount, users };
}
