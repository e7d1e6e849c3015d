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
  /** @param numbers of the messages among the templates, -1 for those that do not count */
  const tasksWith = (numbers: Int32Array): Int32Array<ArrayBuffer> => {
    const tasks = ofRow.map((own, row) => Math.max(own, numbers[fixed.ofRow[row]!] ?? -1));
    inheritTasks(tasks, earlier, texts);
    return tasks;
  };
  const balance = new Int32Array(fixed.ids.length);
  tasksWith(Int32Array.from(balance, (_, message) => ids.length + message)).forEach((task, row) => {
    if (task >= ids.length) balance[task - ids.length]! += fixed.ofRow[row]! >= 0 ? -1 : 1;
  });
  const kept = [...balance.keys()].filter((message) => balance[message]! > 0);
  const numbers = new Int32Array(fixed.ids.length).fill(-1);
  kept.forEach((message, place) => (numbers[message] = ids.length + place));
  return {
    ids: [...ids, ...kept.map((message) => fixed.ids[message]!)],
    clauses: [...clauses, ...kept.map((message) => fixed.clauses[message]!)],
    ofRow: tasksWith(numbers),
  };
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
