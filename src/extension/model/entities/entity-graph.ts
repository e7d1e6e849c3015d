/** What stands around the accounts and entities that a person unfolded: for each a few neighbours, and all links between what is drawn. */
import type { EntityGraph, EntityKind, EntityRef, GraphNode } from '../../../protocol/entity-data.ts';
import type { EntityTable } from './entity-table.ts';
import type { Linked } from './kind-links.ts';

/** Neighbours that one entity, or one kind of an account, unfolds to. */
const ACCOUNTS = 10;
const VALUES = 5;
const MAX_NODES = 90;

interface Drawn extends GraphNode {
  number: number;
}

/**
 * @param atMost accounts that something may have to be drawn, unless it was unfolded itself
 * @param first a campaign whose accounts go before others
 */
export function entityGraph(
  table: EntityTable,
  {
    open,
    kinds,
    atMost = Infinity,
    first,
  }: { open: readonly EntityRef[]; kinds: readonly EntityKind[]; atMost?: number; first?: string },
): EntityGraph {
  const members = first === undefined ? new Set<number>() : table.membersOf(first);
  const nodes = new Map<string, Drawn>();
  const add = (kind: EntityRef['kind'], number: number): void => {
    const key = `${kind} ${number}`;
    if (nodes.has(key) || nodes.size >= MAX_NODES) return;
    nodes.set(key, drawn(table, kind, number));
  };
  const opened = open.flatMap(({ kind, value }) => {
    const number = table.numberOf(kind, value);
    return number === undefined ? [] : [{ kind, number }];
  });
  for (const { kind, number } of opened) add(kind, number);
  for (const { kind, number } of opened) {
    if (kind !== 'account') {
      for (const account of most(table.linksOf(kind)?.accountsOf(number), ACCOUNTS, undefined, members))
        add('account', account);
      continue;
    }
    for (const other of kinds) {
      const links = table.linksOf(other);
      if (links === undefined) continue;
      const few = (value: number): boolean => links.sizeOf(value) <= atMost;
      for (const value of most(links.valuesOf(number), VALUES, few)) add(other, value);
    }
  }
  for (const { kind, number } of opened) {
    const node = nodes.get(`${kind} ${number}`);
    if (node !== undefined) node.isOpen = true;
  }
  return linked(table, [...nodes.values()], kinds);
}

function drawn(table: EntityTable, kind: EntityRef['kind'], number: number): Drawn {
  if (kind === 'account') {
    const value = table.source.accounts[number] ?? '';
    return { kind, value, number, accounts: 0, requests: table.requestsOf(number), isOpen: false, more: 0 };
  }
  const { requests } = table.linksOf(kind)!.accountsOf(number);
  const sum = requests.reduce((all, one) => all + one, 0);
  const value = table.nameOf(kind, number);
  return { kind, value, number, accounts: requests.length, requests: sum, isOpen: false, more: 0 };
}

/** Those with most requests. */
function most(
  linked: Linked | undefined,
  limit: number,
  fits?: (number: number) => boolean,
  first?: ReadonlySet<number>,
): number[] {
  const isFirst = (number: number): number => Number(first?.has(number) === true);
  if (linked === undefined) return [];
  return Array.from(linked.to, (to, at) => ({ to, requests: linked.requests[at]! }))
    .filter(({ to }) => fits?.(to) !== false)
    .sort((a, b) => isFirst(b.to) - isFirst(a.to) || b.requests - a.requests || a.to - b.to)
    .slice(0, limit)
    .map(({ to }) => to);
}

function linked(table: EntityTable, nodes: readonly Drawn[], kinds: readonly EntityKind[]): EntityGraph {
  const places = new Map(nodes.map(({ kind, number }, place) => [`${kind} ${number}`, place]));
  const links: EntityGraph['links'] = [];
  const shown = new Set([...kinds, ...nodes.flatMap(({ kind }) => (kind === 'account' ? [] : [kind]))]);
  const drawnOf = nodes.map(() => 0);
  nodes.forEach((node, account) => {
    if (node.kind !== 'account') return;
    for (const kind of shown) {
      const own = table.linksOf(kind)?.valuesOf(node.number);
      own?.to.forEach((value, at) => {
        const entity = places.get(`${kind} ${value}`);
        if (entity === undefined) {
          node.more++;
          return;
        }
        links.push({ account, entity, requests: own.requests[at]! });
        drawnOf[entity]!++;
      });
    }
  });
  return {
    nodes: nodes.map(({ number: _, ...node }, place) => ({
      ...node,
      more: node.kind === 'account' ? node.more : Math.max(0, node.accounts - drawnOf[place]!),
    })),
    links,
  };
}
