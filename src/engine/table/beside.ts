/**
 * What a request says in definitions of tools and of the form of its answer. It is not read as part of the prompt: a program sends the
 * same to all, and all who use it would be a campaign. Where it is longer than what is read, and says something else each time, a task
 * may stand there, and the request counts as not judged.
 */
import { FOLDED, PUT } from '../../reader/bytes/kernel/kernel.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import type { FactTable } from './fact-table.ts';
import type { TextPool } from './text-pool.ts';
import { textKernel } from './text-kernel.ts';
import type { History } from './turns/history.ts';

export interface Beside {
  /** Hash of the text, 0 where there is none. */
  hash: number;
  clauses: number;
}

const NOTHING: Beside = { hash: 0, clauses: 0 };

export function besideOf({ definitions }: Pick<RequestRecord, 'definitions'>): Beside {
  if (definitions === undefined) return NOTHING;
  const kernel = textKernel();
  const { call } = kernel;
  const end = kernel.put(definitions);
  const folded = call.fold(PUT, end);
  const [from, to] = folded === 0 ? [PUT, end] : [FOLDED, folded];
  return from === to ? NOTHING : { hash: call.digest(from, to), clauses: call.segment(from, to) };
}

/** What a request says of itself, with its definitions where these say more than the texts that are read. */
export function withBeside(
  history: History,
  beside: Beside,
  texts: TextPool,
  { system, user, open }: Record<'system' | 'user' | 'open', number>,
): History {
  if (beside.hash === 0) return history;
  const read = texts.clauseCount(system) + texts.clauseCount(user) + texts.clauseCount(open);
  return beside.clauses > read ? { ...history, beside: beside.hash } : history;
}

/** Requests that may have a text in common by chance: as one that is sent again. */
const FEW = 3;

/** Rows whose definitions hardly any other request has. */
export function ownDefinitions(facts: FactTable): number[] {
  const counts = new Map<number, number>();
  facts.each('beside', (_, hash) => counts.set(hash, (counts.get(hash) ?? 0) + 1));
  const rows: number[] = [];
  if (counts.size > 0) facts.each('beside', (row, hash) => counts.get(hash)! <= FEW && rows.push(row));
  return rows;
}
