/** Which accounts use which templates, and how much information sharing each of them carries. */
import { addTo } from '../../../math/lists/many.ts';
import type { Slices } from '../../accounts/slices.ts';

/** Requests a slice needs for its account to count as a user of the template, not as someone who tried it once. */
export const USES = 2;
/** Users a template needs to link any accounts. */
const USERS = 3;

export interface SharedTemplates {
  /** Information carried by sharing each template, in nats: ln(accounts / users); 0 for templates with too few users. */
  weight: Float64Array;
  /** Templates that each account uses, ascending, without those that have too few users. */
  ofAccount: Map<number, number[]>;
  /** Users of each such template, ascending. */
  users: Map<number, number[]>;
}

/** @param without accounts whose use is ignored: see `relayGroups` */
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
    for (const account of using) addTo(ofAccount, account, template);
  }
  return { weight, ofAccount, users };
}
