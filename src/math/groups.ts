import type { Numbers } from './columns.ts';

/**
 * Values by group, in the order in which they come. All share one column: growing lists would take three times the memory.
 * @param group of each value
 * @param groups how many there are; each has a list, be it empty
 */
export function groupsOf<A extends Uint32Array | Float64Array>(group: Numbers, values: A, groups: number): A[] {
  const start = new Uint32Array(groups + 1);
  for (const one of group) start[one + 1]!++;
  for (let one = 0; one < groups; one++) start[one + 1]! += start[one]!;
  const next = start.slice();
  const column = values.slice() as A;
  for (let at = 0; at < group.length; at++) column[next[group[at]!]!++] = values[at]!;
  return Array.from({ length: groups }, (_, one) => column.subarray(start[one], start[one + 1]) as A);
}
