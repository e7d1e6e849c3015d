/**
 * Signed reasoning that is sent back. A block that returns in the conversation it was made in is how tools and resumed sessions
 * work; one that turns up under another first message was carried there. Only blocks whose making is in the log count: a block from
 * elsewhere may be a published one that no list holds.
 */
import type { RequestTable } from '../../table/request-table.ts';
import { ascending, type FactRows, type TechniqueContext, type TechniqueFinding } from '../technique.ts';

/** A block that came back. */
export interface Return {
  /** Number of the block, and whether it stood in the last answer that was sent back. */
  block: number;
  last: boolean;
  /** Rows of the request that got it and of the one that sent it. */
  from: number;
  to: number;
}

export interface Returns {
  /** Into another conversation. */
  carried: Return[];
  /** Into the same conversation, under an account other than the one that got it: a pool, or a session that moved. */
  moved: Return[];
  /** Resends of all kinds, and those whose making is not in the log. */
  all: number;
  unmade: number;
  /** Blocks left out because they are public: on the list, or carried by several owners, as what stands in a notebook or a test is. */
  published: number;
  shared: number;
}

/** Owners who may carry one block: it is written out once or twice, and what more of them have was given to everybody. */
const CARRIERS = 2;

export function returnsOf({ table, facts, published, owners }: TechniqueContext): Returns {
  const made = madeBlocks(facts, table);
  const returns: Returns = { carried: [], moved: [], all: 0, unmade: 0, published: 0, shared: 0 };
  const { account, user, time } = table.rows;
  /** For each block, the turns that it stood behind in the conversation it was made in. */
  const behind = new Map<number, Set<number>>();
  const elsewhere: (Return & { before: number })[] = [];
  for (const [to, { resent }] of facts.having('resent')) {
    if (resent === undefined) continue;
    const seen = new Set<number>();
    for (const { hash, item, last, before } of resent) {
      returns.all++;
      if (published.has(hash)) {
        returns.published++;
        continue;
      }
      const block = made.get(hash) ?? (item === undefined ? undefined : made.get(itemKey(item)));
      if (block === undefined) {
        returns.unmade++;
        continue;
      }
      const { from, number } = block;
      if (from < 0 || seen.has(number) || account[to] === 0 || time[to]! < time[from]!) continue;
      seen.add(number);
      if (user[to] === 0 || user[from] === 0 || !table.isWhole(to) || !table.isWhole(from)) continue;
      if (user[to] !== user[from]) {
        elsewhere.push({ block: number, last, from, to, before });
        continue;
      }
      const turns = behind.get(number);
      if (turns) turns.add(before);
      else behind.set(number, new Set([before]));
      if (account[to] !== account[from]) returns.moved.push({ block: number, last, from, to });
    }
  }
  // A program that shortens its history replaces the first message, and keeps the turn before the block.
  const carried: Return[] = [];
  for (const { before, ...one } of elsewhere) {
    const isSameTurn = before === facts.of(one.from)?.asked || behind.get(one.block)?.has(before) === true;
    if (!isSameTurn) carried.push(one);
    else if (account[one.from] !== account[one.to]) returns.moved.push(one);
  }
  const carriers = new Map<number, Set<number>>();
  for (const { block, to } of carried)
    carriers.set(block, (carriers.get(block) ?? new Set()).add(owners.of(account[to]!)));
  returns.carried = carried.filter(({ block }) => carriers.get(block)!.size <= CARRIERS);
  returns.shared = [...carriers.values()].filter(({ size }) => size > CARRIERS).length;
  return returns;
}

/**
 * Who takes part: those who send what others got. Those who got it may have lost it, or published it, and take part only where they
 * send, too.
 */
export function sendersOf(
  own: readonly Return[],
  { rows: { account } }: RequestTable,
): Pick<TechniqueFinding, 'accounts' | 'rows' | 'shown'> {
  const accounts = ascending(own.map(({ to }) => account[to]!));
  const senders = new Set(accounts);
  const rows = ascending(own.flatMap(({ from, to }) => [from, to]));
  const pairs = [...own].sort((a, b) => a.to - b.to).flatMap(({ from, to }) => [from, to]);
  return { accounts, rows: rows.filter((row) => senders.has(account[row]!)), shown: [...new Set(pairs)] };
}

interface Made {
  number: number;
  /** Row that got it; -1 where several accounts got the same one, as from a cache. */
  from: number;
}

const itemKey = (item: string): string => `item ${item}`;

/** Blocks by hash and by the vendor's id of the item: one item can have several ciphertexts. */
function madeBlocks(facts: FactRows, { rows: { account } }: RequestTable): Map<string, Made> {
  const made = new Map<string, Made>();
  let next = 0;
  for (const [row, { produced = [] }] of facts.having('produced')) {
    if (account[row] === 0) continue;
    for (const { hash, item } of produced) {
      const keys = item === undefined ? [hash] : [hash, itemKey(item)];
      const known = keys.map((key) => made.get(key)).find((one) => one !== undefined);
      const block = known ?? { number: next++, from: row };
      if (block.from >= 0 && account[block.from] !== account[row]) block.from = -1;
      for (const key of keys) made.set(key, block);
    }
  }
  return made;
}
