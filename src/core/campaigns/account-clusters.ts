/**
 * Clusters of accounts that use the same rare templates jointly. One shared template is common between strangers; several
 * shared ones, out of few that either uses, are not (the projection of Pacheco et al. 2021 with rarity weights as in
 * FRAUDAR, KDD 2016: traffic added through popular templates adds next to nothing).
 */
import type { SharedTemplates } from './shared-templates.ts';

/** Weighted Jaccard similarity of two accounts' templates from which they are linked. */
const LINKED = 0.4;
/** Templates two accounts must share, and what sharing them must say in nats: one pair of strangers in seven. */
const SHARED = 2;
const INFORMATION = 2;
/**
 * Accounts an account is compared with in one template. All pairs of a campaign of 25,000 accounts would be 300 million;
 * members of one campaign are alike, so that being linked to some of them joins all.
 */
export const COMPARED = 120;

/** Clusters of at least `smallest` accounts, members ascending, largest cluster first. */
export function accountClusters(shared: SharedTemplates, smallest: number): number[][] {
  const parent = new Map<number, number>();
  const find = (account: number): number => {
    let root = account;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    for (let at = account; at !== root;) {
      const up = parent.get(at)!;
      parent.set(at, root);
      at = up;
    }
    return root;
  };
  const total = new Map(
    [...shared.ofAccount].map(([account, own]) => [account, own.reduce((sum, t) => sum + shared.weight[t]!, 0)]),
  );
  for (const [account, own] of shared.ofAccount) {
    const common = new Map<number, { weight: number; templates: number }>();
    for (const template of own) {
      const users = shared.users.get(template)!;
      const from = users.indexOf(account) + 1;
      for (const other of users.slice(from, from + COMPARED)) {
        const sum = common.get(other);
        if (sum) {
          sum.weight += shared.weight[template]!;
          sum.templates++;
        } else common.set(other, { weight: shared.weight[template]!, templates: 1 });
      }
    }
    for (const [other, { weight, templates }] of common) {
      if (templates < SHARED || weight < INFORMATION) continue;
      if (weight < LINKED * (total.get(account)! + total.get(other)! - weight)) continue;
      const [a, b] = [find(account), find(other)];
      if (a !== b) parent.set(Math.max(a, b), Math.min(a, b));
    }
  }
  const clusters = new Map<number, number[]>();
  for (const account of shared.ofAccount.keys()) {
    const root = find(account);
    const members = clusters.get(root);
    if (members) members.push(account);
    else clusters.set(root, [account]);
  }
  return [...clusters.values()]
    .filter((members) => members.length >= smallest)
    .map((members) => members.sort((a, b) => a - b))
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}
