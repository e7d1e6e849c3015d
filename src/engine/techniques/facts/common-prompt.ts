/**
 * Which of some accounts send sessions of one product: they have a sentence of its prompt in common, and none of them has a sentence of
 * its own that stands in most of its requests, as whoever runs a product of their own has.
 */
import { GAP } from '../../table/clause-gap.ts';
import type { TechniqueContext } from '../technique.ts';

/** Share of an account's requests that a sentence of its prompt is in. */
const MOSTLY = 0.5;

interface Sent {
  account: number;
  rows: readonly number[];
}

interface CommonPrompt<T> {
  /** Accounts with the sentence that most of them have. */
  members: T[];
  /** Accounts with a prompt of their own. */
  own: number;
  /** Letters of fixed text that all members have. */
  letters: number;
}

export function commonPrompt<T>(
  all: readonly T[],
  sentBy: (one: T) => Sent,
  { table, owners }: Pick<TechniqueContext, 'table' | 'owners'>,
): CommonPrompt<T> {
  const sent = all.map(sentBy);
  /** Owner of each clause, -1 where several send it. */
  const ownerOf = new Map<number, number>();
  const lettersOf = new Map<number, number>();
  const constants = sent.map(({ account, rows }) => {
    const counts = new Map<number, number>();
    for (const row of rows)
      for (const [clause, letters] of promptOf(row, table)) {
        counts.set(clause, (counts.get(clause) ?? 0) + 1);
        lettersOf.set(clause, letters);
      }
    const owner = owners.of(account);
    for (const clause of counts.keys()) ownerOf.set(clause, (ownerOf.get(clause) ?? owner) === owner ? owner : -1);
    return [...counts].filter(([, count]) => count >= MOSTLY * rows.length).map(([clause]) => clause);
  });
  const isOne = new Set(sent.map(({ account }) => owners.of(account))).size === 1;
  const shared = sent.map((_, at) => isOne || constants[at]!.every((clause) => ownerOf.get(clause) === -1));
  const users = new Map<number, Set<number>>();
  sent.forEach(({ account }, at) => {
    if (!shared[at]) return;
    for (const clause of constants[at]!) users.set(clause, (users.get(clause) ?? new Set()).add(owners.of(account)));
  });
  const [common] = [...users].sort((a, b) => b[1].size - a[1].size || a[0] - b[0]);
  const isMember = (at: number): boolean => common !== undefined && shared[at]! && constants[at]!.includes(common[0]);
  const members = all.filter((_, at) => isMember(at));
  const inAll = constants.filter((_, at) => isMember(at)).map((own) => new Set(own));
  const letters = [...(inAll[0] ?? [])]
    .filter((clause) => inAll.every((own) => own.has(clause)))
    .reduce((sum, clause) => sum + lettersOf.get(clause)!, 0);
  return { members, own: shared.filter((is) => !is).length, letters };
}

/** Clauses of the prompt of a row, each once with its letters. */
function promptOf(row: number, table: TechniqueContext['table']): Map<number, number> {
  const { system, user } = table.rows;
  const all = new Map<number, number>();
  for (const text of table.isWhole(row) ? [system[row]!, user[row]!] : []) {
    const { hash, letters, from, to } = table.texts.spanOf(text);
    for (let at = from; at < to; at++) if (letters[at] !== GAP) all.set(hash[at]!, letters[at]!);
  }
  return all;
}
