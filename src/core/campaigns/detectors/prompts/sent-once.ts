import type { RequestTable } from '../../../table/request-table.ts';

/**
 * Tells of rows whether no other of them has the same prompt. Most prompts come once: a list or a number for each of them would take
 * more memory than all that is known of its request.
 */
export function sentOnce(
  rows: Uint32Array,
  { rows: { prompt }, length }: Pick<RequestTable, 'rows' | 'length'>,
): (row: number) => boolean {
  const times = new Uint8Array(length);
  for (const row of rows) if (times[prompt[row]!]! < 2) times[prompt[row]!]!++;
  return (row) => times[prompt[row]!] === 1;
}
