/**
 * What a request asks for that sets no task of its own: the one that its client set last in the conversation. A conversation that begins
 * with a task is one template from its first message to its last turn; this is the same for a task that is set later in it, or in a
 * conversation that the provider keeps.
 */
import type { RowColumns } from '../../table/request-row.ts';
import type { EarlierTurns } from '../../table/turns/earlier-turns.ts';
import type { MinedTemplates } from '../mining/mine-templates.ts';

type Texts = Pick<RowColumns, 'open' | 'user'>;

/**
 * Templates of tasks with the requests that inherit them.
 * @param fixed messages that are said word for word. Those count that are said for what comes after them: most of their requests inherit
 */
export function withInherited(
  { ids, clauses, ofRow }: MinedTemplates,
  fixed: MinedTemplates,
  earlier: EarlierTurns,
  texts: Texts,
): MinedTemplates {
  const balance = new Int32Array(fixed.ids.length);
  const tasksWith = (isWanted: (message: number) => boolean): Int32Array<ArrayBuffer> => {
    const tasks = ofRow.map((own, row) => {
      const message = fixed.ofRow[row]!;
      return message >= 0 && isWanted(message) ? ids.length + message : own;
    });
    inheritTasks(tasks, earlier, texts);
    return tasks;
  };
  tasksWith(() => true).forEach((task, row) => {
    if (task >= ids.length) balance[task - ids.length]! += fixed.ofRow[row]! >= 0 ? -1 : 1;
  });
  const settled = tasksWith((message) => balance[message]! > 0);
  return { ids: [...ids, ...fixed.ids], clauses: [...clauses, ...fixed.clauses], ofRow: settled };
}

/**
 * Gives rows without a task the one of the row that they go on from, and so on, in place. What tools gave sets no task and has none.
 * @param ofRow templates of tasks that rows say themselves, -1 for none
 */
export function inheritTasks(ofRow: Int32Array, { from, isStep }: EarlierTurns, { open, user }: Texts): void {
  const isSet = (row: number): boolean => ofRow[row]! >= 0 && isStep[row] === 0;
  /** Of each row one more than the row that set its task, 0 where that is not known yet. */
  const setBy = new Uint32Array(ofRow.length);
  const path: number[] = [];
  for (let row = 0; row < ofRow.length; row++) {
    let at = row;
    for (; setBy[at] === 0 && !isSet(at) && from[at]! >= 0; at = from[at]!) {
      // Should rows go on from each other in a circle, nobody set a task in it.
      setBy[at] = at + 1;
      path.push(at);
    }
    const setter = setBy[at] || at + 1;
    for (const one of path.splice(0)) setBy[one] = setter;
  }
  for (let row = 0; row < ofRow.length; row++) {
    const setter = setBy[row]! - 1;
    // Rows that set a task or come first go on from none here, so that none of them changes meanwhile.
    if (setter < 0 || ofRow[row]! >= 0 || isStep[row] === 1 || !isSet(setter)) continue;
    // By what is its first message a conversation is known already.
    if (open[setter] !== 0 || user[setter] !== user[row]) ofRow[row] = ofRow[setter]!;
  }
}
