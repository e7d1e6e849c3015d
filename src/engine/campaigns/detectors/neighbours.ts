/**
 * The accounts of a candidate next to all others that have the same system prompt. Users of one assistant are no campaign because
 * they share its prompt; but some of them may use it in a manner of their own, and what is usual there the others show.
 */
import { Memo } from '../../../math/memo.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { candidateRows } from '../candidates/candidate-rows.ts';
import { isOpening } from './conversations.ts';
import { promptUsers } from './prompt-users.ts';

/** Share of the candidate's requests that one system prompt must have, and requests that show an account's manner. */
const COMMON = 0.5;
/** Share from which on all is done under that prompt. */
const ALL = 0.9;
export const BUSY = 5;
/** Members and other accounts needed. The others must also be as many as the members: they are what is usual. */
const MEMBERS = 5;
export const OTHERS = 30;

/** What an account sent under the system prompt. */
export interface Manner {
  requests: number;
  /** Requests that continue with a conversation. */
  later: number;
  /** Different messages that open a conversation, and how many of them no other account sent. */
  messages: number;
  alone: number;
}

export interface Neighbours {
  /** Share of the requests in question that have the system prompt. */
  share: number;
  /** Each member with requests in question, by these alone. */
  members: Manner[];
  others: Manner[];
}

interface Population {
  manners: ReadonlyMap<number, Manner>;
  /** Messages that several accounts sent. */
  shared: ReadonlySet<number>;
}

const populations = new Memo<RequestTable, Map<number, Population>>();
const known = new Memo<Candidate, Neighbours | null>();

/** Null where the requests in question have no system prompt in common, or hardly anyone else has it. Computed once. */
export function neighboursOf(candidate: Candidate, table: RequestTable): Neighbours | null {
  const before = known.get(candidate);
  if (before !== undefined) return before;
  const found = findNeighbours(candidate, table);
  known.set(candidate, found);
  return found;
}

function findNeighbours(candidate: Candidate, table: RequestTable): Neighbours | null {
  const { system } = table.rows;
  const rows = candidateRows(candidate);
  const counts = new Map<number, number>();
  // Requests of a slice often have one system prompt, and stand together.
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const text = system[rows[from]!]!;
    while (to < rows.length && system[rows[to]!] === text) to++;
    counts.set(text, (counts.get(text) ?? 0) + to - from);
  }
  const [common, requests] = [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a));
  const users = promptUsers(table).accounts.get(common) ?? 0;
  if (requests < COMMON * rows.length || users < OTHERS + MEMBERS) return null;
  const { manners, shared } = populationOf(common, table);
  const members = new Set(candidate.accounts);
  const own = rows.filter((row) => system[row] === common);
  return {
    share: requests / rows.length,
    members: [...mannersOf(own, shared, table).values()],
    others: [...manners].flatMap(([account, manner]) => (members.has(account) ? [] : [manner])),
  };
}

function populationOf(system: number, table: RequestTable): Population {
  const all = populations.get(table) ?? new Map<number, Population>();
  populations.set(table, all);
  const before = all.get(system);
  if (before) return before;
  const { account, user } = table.rows;
  const rows = promptUsers(table).rowsOf(system);
  const sender = new Map<number, number>();
  const shared = new Set<number>();
  for (const row of rows) {
    if (account[row] === 0 || !isOpening(table, row)) continue;
    const first = sender.get(user[row]!);
    if (first === undefined) sender.set(user[row]!, account[row]!);
    else if (first !== account[row]) shared.add(user[row]!);
  }
  const population = { manners: mannersOf(rows, shared, table), shared };
  all.set(system, population);
  return population;
}

/** By account. */
function mannersOf(rows: Uint32Array, shared: ReadonlySet<number>, table: RequestTable): Map<number, Manner> {
  const { account, user, turns } = table.rows;
  const manners = new Map<number, Manner>();
  const sent = new Map<number, Set<number>>();
  for (const row of rows) {
    const who = account[row]!;
    if (who === 0) continue;
    let own = manners.get(who);
    if (!own) {
      manners.set(who, (own = { requests: 0, later: 0, messages: 0, alone: 0 }));
      sent.set(who, new Set());
    }
    own.requests++;
    if (turns[row]! > 1) own.later++;
    if (!isOpening(table, row) || sent.get(who)!.has(user[row]!)) continue;
    sent.get(who)!.add(user[row]!);
    own.messages++;
    if (!shared.has(user[row]!)) own.alone++;
  }
  return manners;
}

/** Whether all they do is to use an assistant that more others use. */
export function isAmongUsers(candidate: Candidate, table: RequestTable): boolean {
  const neighbours = neighboursOf(candidate, table);
  return (
    neighbours !== null &&
    neighbours.share >= ALL &&
    neighbours.others.length >= Math.max(OTHERS, neighbours.members.length)
  );
}

export interface Comparison {
  /** Probability that a member is above another account, ties counting half. */
  above: number;
  /** Log odds of that, drawn towards 0 where members are few. */
  logOdds: number;
  /** Medians. */
  member: number;
  other: number;
  members: number;
  others: number;
}

/** Compares a share of members and others (Mann and Whitney 1947); null where too few of either have it, or members outnumber the rest. */
export function compared(members: readonly number[], others: readonly number[]): Comparison | null {
  if (members.length < MEMBERS || others.length < Math.max(OTHERS, members.length)) return null;
  const sorted = Float64Array.from(others).sort();
  const all = Float64Array.from(members).sort();
  let [below, upTo, wins] = [0, 0, 0];
  for (const share of all) {
    while (below < sorted.length && sorted[below]! < share) below++;
    while (upTo < sorted.length && sorted[upTo]! <= share) upTo++;
    wins += (below + upTo) / 2;
  }
  const above = wins / (all.length * sorted.length);
  return {
    above,
    logOdds: Math.log((above * all.length + 1) / ((1 - above) * all.length + 1)),
    member: all[all.length >> 1]!,
    other: sorted[sorted.length >> 1]!,
    members: all.length,
    others: sorted.length,
  };
}
