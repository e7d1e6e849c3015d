/**
 * A candidate campaign: the templates a cluster of accounts shares, every account that uses them as the cluster does, and
 * the requests in question. Accounts join or leave by their probability of membership, not by the path that linked them.
 */
import type { Slice, Slices } from '../../accounts/slices.ts';
import { Membership, type TemplateUse } from './membership.ts';
import type { SharedTemplates } from './shared-templates.ts';

/** Share of a cluster's accounts that must use a template for it to be one of the campaign's. */
export const CORE = 0.4;
/** Log odds of membership from which an account belongs to the campaign. */
const MEMBER = Math.log(3);
/** Log odds of membership from which an account that is no member is named as near: one in fifty. */
const NEAR = Math.log(1 / 49);
/** Times membership is asked anew with the members found; three more change nothing in composed logs. */
const ROUNDS = 4;
/** Core templates a member uses, where the campaign has that many. */
const TEMPLATES = 2;

export interface Candidate {
  /** Account numbers, ascending. */
  accounts: number[];
  /** Log odds of membership of each account. */
  membership: number[];
  /** Accounts that use some of the templates, too little to be counted in, ascending. */
  near: NearAccount[];
  /** Template numbers, ascending. */
  templates: number[];
  /** The slices of members and core templates, by account then template. */
  slices: Slice[][];
  /** How many accounts outside use each core template. */
  strangers: number[];
  /** Mean information of the templates that a member uses, in nats: see `SharedTemplates`. */
  information: number;
}

export interface NearAccount {
  account: number;
  /** Log odds of membership. */
  logOdds: number;
  /** Its slices of core templates, by template. */
  slices: Slice[];
}

/** Null when too few accounts remain. */
export function candidateOf(
  cluster: readonly number[],
  slices: Slices,
  shared: SharedTemplates,
  accounts: number,
  smallest: number,
): Candidate | null {
  const templates = coreTemplates(cluster, slices, shared);
  if (!templates.length) return null;
  const used = usedTemplates(templates, slices);
  let { members, near } = belonging(cluster, templates, used, accounts);
  // Members that the cluster lacked were counted as strangers: with them inside, the templates are rarer outside.
  for (let round = 0; round < ROUNDS; round++) {
    const before = members.size;
    if (before < smallest) return null;
    ({ members, near } = belonging([...members.keys()], templates, used, accounts));
    if (members.size === before) break;
  }
  if (members.size < smallest) return null;
  const wanted = new Set(templates);
  const slicesOf = (account: number): Slice[] =>
    slices.ofAccount.get(account)!.filter(({ template }) => wanted.has(template));
  const accountNumbers = [...members.keys()];
  const own = accountNumbers.map(slicesOf);
  return {
    accounts: accountNumbers,
    membership: [...members.values()],
    near: [...near].map(([account, logOdds]) => ({ account, logOdds, slices: slicesOf(account) })),
    templates,
    slices: own,
    information: own.flat().reduce((sum, { template }) => sum + shared.weight[template]!, 0) / own.length,
    strangers: templates.map(
      (template) => slices.ofTemplate.get(template)!.filter((slice) => !members.has(slice.account)).length,
    ),
  };
}

/** Log odds of membership of the accounts that belong and of those that are near, ascending by account. */
function belonging(
  cluster: readonly number[],
  templates: readonly number[],
  used: ReadonlyMap<number, readonly boolean[]>,
  accounts: number,
): { members: Map<number, number>; near: Map<number, number> } {
  const inCluster = new Set(cluster);
  const model = new Membership(
    templates.map((_, i) => useRates(i, inCluster, used, accounts)),
    cluster.flatMap((account) => used.get(account)?.filter(Boolean).length ?? []),
    accounts,
  );
  const members = new Map<number, number>();
  const near = new Map<number, number>();
  for (const [account, own] of used) {
    const logOdds = model.logOdds(own);
    if (logOdds >= MEMBER && own.filter(Boolean).length >= Math.min(TEMPLATES, templates.length))
      members.set(account, logOdds);
    else if (logOdds >= NEAR) near.set(account, Math.min(logOdds, MEMBER));
  }
  return { members, near };
}

/**
 * Templates that many of the cluster use. Those that more strangers than members use are dropped where enough others
 * remain: requests of such a template may be anybody's, in the members' cover traffic too.
 */
function coreTemplates(cluster: readonly number[], slices: Slices, shared: SharedTemplates): number[] {
  const users = new Map<number, number>();
  for (const account of cluster)
    for (const t of shared.ofAccount.get(account) ?? []) users.set(t, (users.get(t) ?? 0) + 1);
  const core = [...users].filter(([, n]) => n >= CORE * cluster.length).sort((a, b) => a[0] - b[0]);
  const own = core.filter(([template, n]) => slices.ofTemplate.get(template)!.length <= 2 * n);
  return (own.length >= TEMPLATES ? own : core).map(([template]) => template);
}

/** For each account that sent any of the templates, which. Ascending. */
function usedTemplates(templates: readonly number[], slices: Slices): Map<number, boolean[]> {
  const used = new Map<number, boolean[]>();
  templates.forEach((template, i) => {
    for (const { account } of slices.ofTemplate.get(template)!) {
      const own = used.get(account) ?? templates.map(() => false);
      used.set(account, own);
      own[i] = true;
    }
  });
  return new Map([...used].sort((a, b) => a[0] - b[0]));
}

/** Share of the cluster's and of all other accounts that sent the template at all, each with half a count added. */
function useRates(
  template: number,
  cluster: ReadonlySet<number>,
  used: ReadonlyMap<number, readonly boolean[]>,
  accounts: number,
): TemplateUse {
  let [inside, users] = [0, 0];
  for (const [account, own] of used) {
    if (!own[template]) continue;
    users++;
    if (cluster.has(account)) inside++;
  }
  return {
    inside: (inside + 0.5) / (cluster.size + 1),
    outside: (users - inside + 0.5) / (Math.max(1, accounts - cluster.size) + 1),
  };
}
