/** Which accounts use which templates, and how much information sharing each of them carries. */
import type { Slices } from '../../accounts/slices.ts';

/** Requests a slice needs for its account to count as a user of the template, not as someone who tried it once. */
export const USES = 2;
/** Users a template needs to link any accounts. */
const USERS = 3;

export interface SharedTemplates {
  /** Information carried by sharing each template, in nats: ln(accounts / users); 0 for templates with too few users. */
  weight: Float64Array;
  /** Users of each other template, ascending. */
  users: Map<number, Uint32Array>;
}

/** @param without accounts whose use is ignored: see `relayGroups` */
export function sharedTemplates(
  slices: Slices,
  templates: number,
  accounts: number,
  without: ReadonlySet<number> = new Set(),
): SharedTemplates {
  const weight = new Float64Array(templates);
  const users = new Map<number, Uint32Array>();
  for (const template of [...slices.ofTemplate.keys()].sort((a, b) => a - b)) {
    const all = slices.uses(template).accounts;
    const using = without.size === 0 ? all : all.filter((account) => !without.has(account));
    if (using.length < USERS) continue;
    weight[template] = Math.log(accounts / using.length);
    users.set(template, using);
  }
  return { weight, users };
}
