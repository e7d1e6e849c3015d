/**
 * Requests whose conversation no other request of the log can have led to: its client may have written all of it. A conversation goes
 * on from a request that sent the same messages, with one answer for each such request; clients write answers anew (without their
 * reasoning, as plain text), so that more different answers than requests are what tells.
 */
import { addAll } from '../../../math/lists/many.ts';
import type { FactTable } from '../fact-table.ts';
import type { RowColumns } from '../request-row.ts';
import type { TextPool } from '../text-pool.ts';
import { eachSent } from './history.ts';

/** What goes on from the same messages. */
interface Continued {
  rows: number[];
  /** Of each: hash of the answer that is sent back, 0 where it is too short to tell one conversation from another and holds no task. */
  said: number[];
  /** Requests that sent these messages, and the answers that they got. */
  requests: number;
  answers: Set<number>;
}

/** Rows of a table. */
interface Requests {
  rows: RowColumns;
  length: number;
  facts: FactTable;
}

export function unheardRows({ rows, length, facts }: Requests, texts: TextPool): number[] {
  const continued = new Map<number, Continued>();
  const saidIn = new Map<number, number>();
  facts.each('said', (row, said) => saidIn.set(row, said));
  facts.each('heard', (row, heard) => {
    if (rows.whole[row] === 0) return;
    let own = continued.get(heard);
    if (own === undefined) continued.set(heard, (own = { rows: [], said: [], requests: 0, answers: new Set() }));
    own.rows.push(row);
    own.said.push(saidIn.get(row) ?? rows.contextIn[row]!);
  });
  if (continued.size === 0) return [];
  eachSent({ rows, length, facts }, texts, (row, sent) => {
    const own = continued.get(sent);
    if (own === undefined) return;
    own.requests++;
    if (rows.contextOut[row] !== 0) own.answers.add(rows.contextOut[row]!);
  });
  const unheard: number[] = [];
  for (const { rows: own, said, requests, answers } of continued.values()) {
    const isUnknown = (key: number): boolean => key !== 0 && !answers.has(key);
    if (requests === 0) addAll(unheard, own);
    else if (new Set(said.filter(isUnknown)).size > requests)
      addAll(
        unheard,
        own.filter((_, at) => isUnknown(said[at]!)),
      );
  }
  return unheard.sort((a, b) => a - b);
}
