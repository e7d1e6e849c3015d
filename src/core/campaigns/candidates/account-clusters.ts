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
  const accounts = Uint32Array.from(shared.ofAccount.keys()).sort();
  const size = (accounts.at(-1) ?? 0) + 1;
  const parent = new Int32Array(size).fill(-1);
  const find = (account: number): number => {
    let root = account;
    while (parent[root]! >= 0) root = parent[root]!;
    for (let at = account; at !== root;) {
      const up = parent[at]!;
      parent[at] = root;
      at = up;
    }
    return root;
  };
  const total = new Float64Array(size);
  for (const [account, own] of shared.ofAccount) total[account] = own.reduce((sum, t) => sum + shared.weight[t]!, 0);
  // What an account shares with each other one, in columns that are cleared after it.
  const weight = new Float64Array(size);
  const templates = new Uint32Array(size);
  const others: number[] = [];
  /** Accounts come in order, and so do the users of a template: the users after an account are those after its turn. */
  const turn = new Uint32Array(shared.weight.length);
  for (const account of accounts) {
    others.length = 0;
    for (const template of shared.ofAccount.get(account)!) {
      const users = shared.users.get(template)!;
      const from = ++turn[template]!;
      const to = Math.min(users.length, from + COMPARED);
      for (let at = from; at < to; at++) {
        const other = users[at]!;
        if (templates[other]!++ === 0) others.push(other);
        weight[other]! += shared.weight[template]!;
      }
    }
    for (const other of others) {
      const common = weight[other]!;
      const joint = templates[other]! >= SHARED && common >= INFORMATION;
      weight[other] = templates[other] = 0;
      if (!joint || common < LINKED * (total[account]! + total[other]! - common)) continue;
      const [a, b] = [find(account), find(other)];
      if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const clusters = new Map<number, number[]>();
  for (const account of accounts) {
    const root = find(account);
    const members = clusters.get(root);
    if (members) members.push(account);
    else clusters.set(root, [account]);
  }
  return [...clusters.values()]
    .filter((members) => members.length >= smallest)
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}
