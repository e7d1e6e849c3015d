/**
 * How two accounts are linked: from the one to the other by addresses, clients, templates and so on that accounts share. Of all
 * paths the one whose links the fewest accounts have, because what everybody has links everybody: a link costs the number of
 * accounts that have it (Dijkstra's algorithm over accounts and entities).
 */
import type { AccountPath, EntityKind } from '../../../protocol/entity-data.ts';
import type { EntityTable } from './entity-table.ts';

interface Step {
  account: number;
  cost: number;
  /** The account before and what both have; none at the start. */
  by: { from: number; kind: EntityKind; value: number } | undefined;
}

/** @param atMost accounts that a link may have; absent for any number. @returns accounts and entities in turn; empty for no path */
export function accountPath(
  table: EntityTable,
  from: number,
  to: number,
  kinds: readonly EntityKind[],
  atMost = Infinity,
): AccountPath {
  const done = new Map<number, Step>();
  const used = new Set<string>();
  const waiting = new Waiting();
  waiting.push({ account: from, cost: 0, by: undefined });
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    const { account, cost } = step;
    if (done.has(account)) continue;
    done.set(account, step);
    if (account === to) return pathTo(table, done, to);
    for (const kind of kinds) {
      const links = table.linksOf(kind);
      if (links === undefined) continue;
      for (const value of links.valuesOf(account).to) {
        const size = links.sizeOf(value);
        // Whoever comes to it first comes at the least cost, and leads to all accounts that have it.
        if (size < 2 || size > atMost || used.has(`${kind} ${value}`)) continue;
        used.add(`${kind} ${value}`);
        for (const next of links.accountsOf(value).to)
          if (!done.has(next) && table.source.accounts[next] !== '')
            waiting.push({ account: next, cost: cost + size, by: { from: account, kind, value } });
      }
    }
  }
  return [];
}

function pathTo(table: EntityTable, done: ReadonlyMap<number, Step>, to: number): AccountPath {
  const path: AccountPath = [];
  let at = done.get(to);
  while (at !== undefined) {
    path.unshift({ kind: 'account', value: table.source.accounts[at.account]!, accounts: 0 });
    if (at.by === undefined) break;
    const { kind, value } = at.by;
    path.unshift({ kind, value: table.nameOf(kind, value), accounts: table.linksOf(kind)!.sizeOf(value) });
    at = done.get(at.by.from);
  }
  return path;
}

/** A binary heap, the least cost first. */
class Waiting {
  readonly #steps: Step[] = [];

  push(step: Step): void {
    const steps = this.#steps;
    let at = steps.push(step) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (steps[above]!.cost <= step.cost) break;
      steps[at] = steps[above]!;
      at = above;
    }
    steps[at] = step;
  }

  pop(): Step | undefined {
    const steps = this.#steps;
    const [least] = steps;
    const last = steps.pop();
    if (last === undefined || steps.length === 0) return least;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below + 1 < steps.length && steps[below + 1]!.cost < steps[below]!.cost) below++;
      if (below >= steps.length || steps[below]!.cost >= last.cost) break;
      steps[at] = steps[below]!;
      at = below;
    }
    steps[at] = last;
    return least;
  }
}
