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

/** `4 more do not count: decisions cleared their accounts.`, and what is unknown of the others; empty where there are none. */
export function clearedHitsText(...rules: readonly { cleared: number; unlisted: number }[]): string {
  const cleared = rules.reduce((sum, rule) => sum + rule.cleared, 0);
  const unlisted = rules.reduce((sum, rule) => sum + rule.unlisted, 0);
  if (cleared === 0) return '';
  const those =
    cleared === 1
      ? '1 more does not count: decisions cleared its account.'
      : `${count(cleared)} more do not count: decisions cleared their accounts.`;
  return unlisted === 0 ? those : `${those} The same may hold for some of the ${count(unlisted)} that no report lists.`;
}

/** Rules that ran and have no hit that counts: those that decisions leave none, and those that matched nothing. */
export function unmatchedText(
  rules: readonly { state: 'ran' | 'blind'; hitCount: number; cleared: number }[],
): string[] {
  const none = rules.filter(({ state, hitCount }) => state === 'ran' && hitCount === 0);
  const only = none.filter(({ cleared }) => cleared > 0).length;
  const quiet = none.length - only;
  return [
    ...(only > 0 ? [`${counted(only, 'rule')} matched only accounts that decisions cleared.`] : []),
    ...(quiet > 0 ? [`${counted(quiet, 'rule')} did not match.`] : []),
  ];
}
