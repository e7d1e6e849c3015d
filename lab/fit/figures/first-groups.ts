/** What the groups that rank highest hold, whether or not one is called: what a reader of a report looks at first. */
import { probabilityOf } from '../../../src/math/log-odds.ts';
import { type JudgedLog, THRESHOLD } from '../accused.ts';
import { BUSY, isAttacker } from '../log-figures.ts';
import type { Label } from '../logs/dumped.ts';

/** Numbers of groups, fewest first. */
const FIRST = [1, 3, 5] as const;
const LABELS: readonly Label[] = ['campaign', 'innocent', 'mixed', 'authorised'];

/** Column names of `firstGroupCells`. */
export const FIRST_COLUMNS = [
  'attackers with enough requests',
  ...FIRST.map((first) => `in the first ${first}`),
  ...LABELS.map((label) => `${label} among the first ${FIRST.at(-1)!}`),
];

/** Over all logs with an attack: their attackers with enough requests that are sure members of the first groups, and what these groups are. */
export function firstGroupCells(logs: readonly JudgedLog[]): string[] {
  const attacked = logs.flatMap((judged) => {
    const attackers = new Set(
      [...judged.log.accounts.keys()].filter((at) => {
        const account = judged.log.accounts[at]!;
        return isAttacker(account) && account.harvest >= BUSY;
      }),
    );
    return attackers.size > 0 ? [{ candidates: judged.candidates, attackers }] : [];
  });
  const all = attacked.reduce((sum, { attackers }) => sum + attackers.size, 0);
  const held = FIRST.map((first) =>
    attacked.reduce((sum, { candidates, attackers }) => {
      const members = candidates
        .slice(0, first)
        .flatMap(({ accounts, membership }) => accounts.filter((_, i) => probabilityOf(membership[i]!) >= THRESHOLD));
      return sum + new Set(members.filter((account) => attackers.has(account))).size;
    }, 0),
  );
  const groups = attacked.flatMap(({ candidates }) => candidates.slice(0, FIRST.at(-1)));
  return [
    String(all),
    ...held.map((part) => (all === 0 ? '-' : `${((100 * part) / all).toFixed(0)}%`)),
    ...LABELS.map((label) => String(groups.filter((group) => group.label === label).length)),
  ];
}
