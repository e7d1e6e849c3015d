/** Rule matches in words. */
import { count, counted } from './numbers.ts';
import { moment } from './times.ts';

interface Hit {
  group: readonly { field: string; value: string }[];
  matches: number;
  values?: number;
  first: number | null;
  last: number | null;
}

/** What the matches have in common: `account key-1, address 198.51.100.7`. Not made safe: values come from the log. */
export function hitSubject({ group }: Pick<Hit, 'group'>): string {
  return group.map(({ field, value }) => `${field} ${value || '(none)'}`).join(', ');
}

/** `60 matches with 20 or more different values, 2026-05-04 08:00 to 2026-05-04 08:20`. */
export function hitFacts({ matches, values, first, last }: Hit): string {
  const different = values === undefined ? '' : ` with ${count(values)} or more different values`;
  const when = first === null || last === null ? '' : `, ${moment(first)} to ${moment(last)}`;
  return `${counted(matches, 'match', 'matches')}${different}${when}`;
}
