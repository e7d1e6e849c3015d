/** A sweep by users' own questions, planted in a labelled log of any generator: its answers stand for documents, told apart by their text. */
import { Random } from '../../src/math/random.ts';
import { FLAG } from '../../src/engine/table/request-flags.ts';
import { type LabelledLog, readTruth } from '../fit/logs/labelled-log.ts';
import { readTable } from '../fit/logs/read-log.ts';
import type { Answered } from './world.ts';

/** Requests of the innocent with answers. */
export async function innocentAnswers(log: LabelledLog): Promise<Answered[]> {
  const { rows, names, length } = await readTable(log.path);
  const truth = readTruth(log).accounts;
  const requests: Answered[] = [];
  for (let row = 0; row < length; row++) {
    const [answer, account] = [rows.answer[row]!, names.account.values[rows.account[row]!]!];
    if (answer === 0 || account === '' || (rows.flags[row]! & FLAG.error) !== 0) continue;
    const { class: kind, persona } = truth.get(account) ?? { class: 'unused', persona: '' };
    if (kind === 'benign') requests.push({ account, role: persona, time: rows.time[row]!, documents: [answer] });
  }
  return requests;
}

/** A sweep that goes through so many of these answers for each account, once and without overlap; none where there are too few. */
export function planted(requests: readonly Answered[], name: string, accounts: number, each: number): Answered[] {
  const random = new Random('planted sweep', name, each);
  const answers = [...new Set(requests.map(({ documents }) => documents[0]!))];
  if (answers.length < accounts * each) return [];
  const list = random.shuffle(answers).slice(0, accounts * each);
  const times = requests.map(({ time }) => time).filter((time) => !Number.isNaN(time));
  const [from, to] = [times.reduce((a, b) => Math.min(a, b), Infinity), times.reduce((a, b) => Math.max(a, b), 0)];
  return list.map((answer, at) => ({
    ...{ account: `sweep-0-${at % accounts}`, role: 'sweep', documents: [answer] },
    time: from + ((to - from) * at) / list.length,
  }));
}
