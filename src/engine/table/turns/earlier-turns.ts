/**
 * Which request of the log a conversation goes on from: the one that sent what stands before its last answer, or got the answer that the
 * provider says it went on from. A client may write any conversation; only what another request is seen to have sent counts here.
 */
import { HashNumbers } from '../../../math/hash-numbers.ts';
import type { FactTable } from '../fact-table.ts';
import { FLAG } from '../request-flags.ts';
import type { RowColumns } from '../request-row.ts';
import type { TextPool } from '../text-pool.ts';
import { eachSent } from './history.ts';

/** Of each row. */
export interface EarlierTurns {
  /** The row that it goes on from, -1 for none. Of several that sent the same the first counts. */
  from: Int32Array<ArrayBuffer>;
  /** 1 where the client asks nothing more than there: it gives what tools gave, as the loop of an agent does. */
  isStep: Uint8Array<ArrayBuffer>;
}

/** Rows of a finished table. */
interface Requests {
  rows: RowColumns;
  length: number;
  facts: FactTable;
  texts: TextPool;
}

type Each = (take: (row: number, hash: number) => void) => void;

/** The most user messages that a row can count. */
const MANY = 255;

/** Undefined where no conversation goes on. */
export function earlierTurns({ rows, length, facts, texts }: Requests): EarlierTurns | undefined {
  const sent = firstRows(
    (take) => facts.each('heard', take),
    (take) => eachSent({ rows, length, facts }, texts, take),
  );
  const kept = firstRows(
    (take) => facts.each('earlierAnswer', take),
    (take) => facts.each('keptAnswer', take),
  );
  if (sent === undefined && kept === undefined) return undefined;
  const from = new Int32Array(length).fill(-1);
  const isStep = new Uint8Array(length);
  facts.each('heard', (row, heard) => {
    const sender = sent!(heard);
    // Of a conversation that nobody was seen to have all is read as it stands; and who adds nothing to one goes on with nothing.
    if (sender < 0 || (rows.flags[row]! & FLAG.unheard) !== 0 || rows.open[row] === 0) return;
    from[row] = sender;
    isStep[row] = Number(rows.turns[row]! < MANY && rows.turns[row]! <= rows.turns[sender]!);
  });
  facts.each('earlierAnswer', (row, answer) => {
    from[row] = kept!(answer);
    // The provider has the rest of the conversation: what is sent is new.
    isStep[row] = Number(rows.turns[row] === 0);
  });
  return { from, isStep };
}

/** The first row that has each hash that is asked for, -1 for one that no row has; undefined where none is asked for. */
function firstRows(eachAsked: Each, eachThere: Each): ((hash: number) => number) | undefined {
  const asked = new HashNumbers();
  eachAsked((_, hash) => {
    if (asked.find(hash) < 0) asked.add(hash);
  });
  if (asked.count === 0) return undefined;
  const first = new Int32Array(asked.count).fill(-1);
  eachThere((row, hash) => {
    const number = asked.find(hash);
    if (number >= 0 && first[number]! < 0) first[number] = row;
  });
  return (hash) => first[asked.find(hash)]!;
}
