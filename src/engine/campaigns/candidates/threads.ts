/** Conversations that change account, turn by turn. */
import type { RequestTable } from '../../table/request-table.ts';
import { crossAccountContinuations, hasContext } from './continuations.ts';

/** Lists of rows, one after the other. */
export interface Threads {
  /** Where each conversation starts in `rows`; one more entry closes the last one. */
  starts: Uint32Array;
  /** The turns of each conversation in time order, also those that stay with their account. */
  rows: Uint32Array;
}

/** Earliest conversation first. Undefined when the log does not tell which request continues which. */
export function threadsOf(table: RequestTable): Threads | undefined {
  if (!hasContext(table)) return undefined;
  const { time } = table.rows;
  const before = new Map([...crossAccountContinuations(table), ...stayingTurns(table)]);
  const firsts = new Map<number, number>();
  const firstOf = (row: number): number => {
    const passed: number[] = [];
    let first = row;
    for (let from = before.get(row); from !== undefined && !firsts.has(first); from = before.get(first)) {
      passed.push(first);
      first = from;
    }
    first = firsts.get(first) ?? first;
    for (const one of passed) firsts.set(one, first);
    return first;
  };
  const moved = new Set([...crossAccountContinuations(table).keys()].map(firstOf));
  const turns = new Map([...moved].map((first) => [first, [first]]));
  for (const row of before.keys()) turns.get(firstOf(row))?.push(row);
  const inTime = (a: number, b: number): number => time[a]! - time[b]! || a - b;
  const threads = [...turns.values()].map((rows) => rows.sort(inTime)).sort((a, b) => inTime(a[0]!, b[0]!));
  const starts = new Uint32Array(threads.length + 1);
  threads.forEach((rows, at) => (starts[at + 1] = starts[at]! + rows.length));
  return { starts, rows: Uint32Array.from(threads.flat()) };
}

/** Of conversations that change account: turns that follow one of the same account, each with that one. */
function stayingTurns(table: RequestTable): Map<number, number> {
  const { account, contextIn, contextOut, prompt, time } = table.rows;
  const moved = crossAccountContinuations(table);
  // All turns of a conversation have its first message: no other request is looked at.
  const prompts = new Set([...moved].flatMap((rows) => rows.map((row) => prompt[row]!)));
  const turns: number[] = [];
  for (let row = 0; row < table.length && prompts.size > 0; row++)
    if (prompts.has(prompt[row]!) && account[row] !== 0 && !Number.isNaN(time[row]!)) turns.push(row);
  turns.sort((a, b) => time[a]! - time[b]! || a - b);
  const received = new Map<string, number>();
  const staying = new Map<number, number>();
  for (const row of turns) {
    const from = contextIn[row] === 0 ? undefined : received.get(`${account[row]} ${contextIn[row]}`);
    if (from !== undefined && !moved.has(row)) staying.set(row, from);
    if (contextOut[row] !== 0) received.set(`${account[row]} ${contextOut[row]}`, row);
  }
  return staying;
}
