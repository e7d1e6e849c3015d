/** The view of what clients wrote last. */
import type { RequestTable } from '../../table/request-table.ts';
import { clauseLetters } from '../mining/clause-letters.ts';
import { type MinedTemplates, mineTemplates } from '../mining/mine-templates.ts';
import { LETTERS } from './template-families.ts';

/** Whether clients wrote anything after their first message. */
export const hasOpenTurns = ({ rows, length }: RequestTable): boolean =>
  rows.open.subarray(0, length).some((text) => text !== 0);

/**
 * Templates of what clients wrote last. Where that is the first message it counts as well: a campaign may send one task in both ways.
 * Those that only such requests have are known already. A person's next words lean on what was said before and say little by
 * themselves ("that did not work, any other idea?"); a task that is to be done has to be said in full.
 */
export function openTemplates(table: RequestTable): MinedTemplates {
  const { open, user } = table.rows;
  const none = { ids: [], clauses: [], ofRow: new Int32Array(table.length).fill(-1) };
  if (!hasOpenTurns(table)) return none;
  const mined = mineTemplates(
    table.withTexts({
      system: new Uint32Array(open.length),
      user: open.map((text, row) => (text === 0 ? user[row]! : text)),
    }),
  );
  const lettersOf = clauseLetters(table, mined.clauses);
  const isTask = mined.clauses.map((own) => own.reduce((sum, clause) => sum + lettersOf(clause), 0) >= LETTERS);
  const opens = new Uint32Array(mined.ids.length);
  for (let row = 0; row < table.length; row++)
    if (open[row] !== 0 && mined.ofRow[row]! >= 0) opens[mined.ofRow[row]!]!++;
  return {
    ...mined,
    ofRow: mined.ofRow.map((template) => (isTask[template] === true && opens[template]! > 0 ? template : -1)),
  };
}
