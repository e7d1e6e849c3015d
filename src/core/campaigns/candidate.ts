/**
 * A candidate campaign: the templates a cluster of accounts shares, every account that uses them as the cluster does, and
 * the requests in question. Accounts join or leave by their probability of membership, not by the path that linked them.
 */
import type { Slice, Slices } from '../accounts/slices.ts';
import type { SharedTemplates } from './shared-templates.ts';

/** Share of a cluster's accounts that must use a template for it to be one of the campaign's. */
const CORE = 0.4;
/** Log odds of membership from which an account belongs to the campaign. */
const MEMBER = Math.log(3);
/** Core templates a member uses, where the campaign has that many. */
const TEMPLATES = 2;

export interface Candidate {
  /** Account numbers, ascending. */
  accounts: number[];
  /** Log odds of membership of each account. */
  membership: number[];
  /** Template numbers, ascending. */
  templates: number[];
  /** The slices of members and core templates, by account then template. */
  slices: Slice[][];
  /** How many accounts outside use each core template. */
  strangers: number[];
  /** Mean information of the templates that a member uses, in nats: see `SharedTemplates`. */
  information: number;
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
  const members = new Map<number, number>();
  const inCluster = new Set(cluster);
  const rates = templates.map((template) => useRates(template, inCluster, slices, accounts));
  const touched = new Set(
    templates.flatMap((template) => slices.ofTemplate.get(template)!.map((slice) => slice.account)),
  );
  for (const account of [...touched].sort((a, b) => a - b)) {
    const own = new Set(slices.ofAccount.get(account)!.map((slice) => slice.template));
    let logOdds = Math.log(cluster.length / Math.max(1, accounts - cluster.length));
    let used = 0;
    templates.forEach((template, i) => {
      const [inside, outside] = rates[i]!;
      if (own.has(template)) {
        logOdds += Math.log(inside / outside);
        used++;
      } else logOdds += Math.log((1 - inside) / (1 - outside));
    });
    if (logOdds >= MEMBER && used >= Math.min(TEMPLATES, templates.length)) members.set(account, logOdds);
  }
  if (members.size < smallest) return null;
  const wanted = new Set(templates);
  const own = [...members.keys()];
  const used = own.flatMap((account) => slices.ofAccount.get(account)!.filter(({ template }) => wanted.has(template)));
  return {
    accounts: own,
    membership: [...members.values()],
    templates,
    slices: own.map((account) => slices.ofAccount.get(account)!.filter((slice) => wanted.has(slice.template))),
    information: used.reduce((sum, { template }) => sum + shared.weight[template]!, 0) / own.length,
    strangers: templates.map(
      (template) => slices.ofTemplate.get(template)!.filter((slice) => !members.has(slice.account)).length,
    ),
  };
}

/**
 * Templates that many of the cluster use. Those that more strangers than members use are dropped where enough others
 * remain: requests of such a template may be anybody's, in the members' cover traffic too.
 */
function coreTemplates(cluster: readonly number[], slices: Slices, shared: SharedTemplates): number[] {
  const users = new Map<number, number>();
  for (const account of cluster) for (const t of shared.ofAccount.get(account)!) users.set(t, (users.get(t) ?? 0) + 1);
  const core = [...users].filter(([, n]) => n >= CORE * cluster.length).sort((a, b) => a[0] - b[0]);
  const own = core.filter(([template, n]) => slices.ofTemplate.get(template)!.length <= 2 * n);
  return (own.length >= TEMPLATES ? own : core).map(([template]) => template);
}

/** Share of the cluster's and of all other accounts that sent the template at all, each with half a count added. */
function useRates(template: number, cluster: ReadonlySet<number>, slices: Slices, accounts: number): [number, number] {
  const users = slices.ofTemplate.get(template)!;
  const inside = users.filter((slice) => cluster.has(slice.account)).length;
  return [
    (inside + 0.5) / (cluster.size + 1),
    (users.length - inside + 0.5) / (Math.max(1, accounts - cluster.size) + 1),
  ];
}
