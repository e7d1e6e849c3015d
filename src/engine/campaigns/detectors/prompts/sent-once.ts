import { valuesAt } from '../../../../math/columns.ts';
import type { RequestTable } from '../../../table/request-table.ts';

/** Share of the log from which on to count each of its prompts takes less time than to sort those of the rows. */
const MANY = 1 / 64;

/**
 * Tells of rows whether no other of them has the same prompt. Most prompts come once: a list or a number for each of them would take
 * more memory than all that is known of its request.
 */
export function sentOnce(
  rows: Uint32Array,
  { rows: { prompt }, length }: Pick<RequestTable, 'rows' | 'length'>,
): (row: number) => boolean {
  if (rows.length < MANY * length) {
    const inOrder = valuesAt(prompt, rows).sort();
    const again = new Set<number>();
    for (let at = 1; at < inOrder.length; at++) if (inOrder[at] === inOrder[at - 1]) again.add(inOrder[at]!);
    return (row) => !again.has(prompt[row]!);
  }
  const times = new Uint8Array(length);
  for (const row of rows) if (times[prompt[row]!]! < 2) times[prompt[row]!]!++;
  return (row) => times[prompt[row]!] === 1;
}
