/** The view of what clients wrote last. */
import type { RowColumns } from '../../table/request-row.ts';
import type { RequestTable } from '../../table/request-table.ts';
import { type EarlierTurns, earlierTurns } from '../../table/turns/earlier-turns.ts';
import { clauseLetters } from '../mining/clause-letters.ts';
import { type MinedTemplates, mineTemplates } from '../mining/mine-templates.ts';
import { withInherited } from './inherited-tasks.ts';
import { repeatedTemplates } from './repeated-messages.ts';
import { LETTERS } from './template-families.ts';

/** Whether clients wrote anything after their first message. */
export const hasOpenTurns = ({ rows, length }: RequestTable, earlier: EarlierTurns | undefined): boolean =>
  rows.open.subarray(0, length).some((text) => text !== 0) || earlier?.from.some((row) => row >= 0) === true;

/**
 * Templates of what clients wrote last. Where that is the first message it counts as well: a campaign may send one task in both ways.
 * Those that only such requests have are known already. A person's next words lean on what was said before and say little by
 * themselves ("that did not work, any other idea?"); a task that is to be done has to be said in full, once in a conversation.
 */
export function openTemplates(table: RequestTable, earlier = earlierTurns(table)): MinedTemplates {
  const none = { ids: [], clauses: [], ofRow: new Int32Array(table.length).fill(-1) };
  if (!hasOpenTurns(table, earlier)) return none;
  const texts = lastTexts(table);
  const mined = mineTemplates(table.withTexts({ system: new Uint32Array(texts.length), user: texts }));
  const lettersOf = clauseLetters(table, mined.clauses);
  const isTask = mined.clauses.map((own) => own.reduce((sum, clause) => sum + lettersOf(clause), 0) >= LETTERS);
  const said = { ...mined, ofRow: mined.ofRow.map((template) => (isTask[template] === true ? template : -1)) };
  const { ids, clauses, ofRow } = earlier === undefined ? said : withInherited(said, fixedTasks(), earlier, table.rows);
  const isOpen = new Uint8Array(ids.length);
  // Read now: columns that wait in a file were given back while templates were mined.
  const { open } = table.rows;
  for (let row = 0; row < table.length; row++)
    if (ofRow[row]! >= 0 && (open[row] !== 0 || (earlier?.from[row] ?? -1) >= 0)) isOpen[ofRow[row]!] = 1;
  return { ids, clauses, ofRow: ofRow.map((template) => (isOpen[template] === 1 ? template : -1)) };

  /** Tasks that are said word for word each time: mining sees no frame in them, since what varies comes after them. */
  function fixedTasks(): MinedTemplates {
    const isFramed = (row: number): boolean => mined.ofRow[row]! >= 0 || earlier!.isStep[row] === 1;
    return repeatedTemplates(table, isFramed, { texts, times: 1, letters: LETTERS });
  }
}

const lastTexts = ({ rows: { open, user } }: RequestTable): RowColumns['user'] =>
  open.map((text, row) => (text === 0 ? user[row]! : text));
