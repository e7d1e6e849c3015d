/**
 * Which of some accounts send sessions of one product: they have a sentence of its prompt in common, and none of them has a sentence of
 * its own that stands in most of its requests, as whoever runs a product of their own has.
 */
import type { TechniqueContext } from '../technique.ts';

/** Share of an account's requests that a sentence of its prompt is in. */
const MOSTLY = 0.5;

interface Sent {
  account: number;
  rows: readonly number[];
}

export interface CommonPrompt<T> {
  /** Accounts with the sentence that most of them have. */
  members: T[];
  /** Accounts with a prompt of their own. */
  own: number;
}

export function commonPrompt<T>(
  all: readonly T[],
  sentBy: (one: T) => Sent,
  { table, owners }: Pick<TechniqueContext, 'table' | 'owners'>,
): CommonPrompt<T> {
  const sent = all.map(sentBy);
  /** Owner of each clause, -1 where several send it. */
  const ownerOf = new Map<number, number>();
  const constants = sent.map(({ account, rows }) => {
    const counts = new Map<number, number>();
    for (const row of rows)
      for (const clause of new Set(table.clausesOf(row))) counts.set(clause, (counts.get(clause) ?? 0) + 1);
    const owner = owners.of(account);
    for (const clause of counts.keys()) ownerOf.set(clause, (ownerOf.get(clause) ?? owner) === owner ? owner : -1);
    return [...counts].filter(([, count]) => count >= MOSTLY * rows.length).map(([clause]) => clause);
  });
  const shared = sent.map((_, at) => constants[at]!.every((clause) => ownerOf.get(clause) === -1));
  const users = new Map<number, Set<number>>();
  sent.forEach(({ account }, at) => {
    if (!shared[at]) return;
    for (const clause of constants[at]!) users.set(clause, (users.get(clause) ?? new Set()).add(owners.of(account)));
  });
  const [common] = [...users].sort((a, b) => b[1].size - a[1].size || a[0] - b[0]);
  return {
    members: all.filter((_, at) => common !== undefined && shared[at] && constants[at]!.includes(common[0])),
    own: shared.filter((is) => !is).length,
  };
}
