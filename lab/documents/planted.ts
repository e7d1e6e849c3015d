/** A sweep by users' own questions, planted in a labelled log of any generator: its answers stand for documents, told apart by their text. */
import { Random } from '../../src/math/random.ts';
import { FLAG } from '../../src/engine/table/request-flags.ts';
import { type LabelledLog, readTruth } from '../fit/logs/labelled-log.ts';
import { readTable } from '../fit/logs/read-log.ts';
import type { Answered } from './world.ts';

/** Answers of an account of the sweep, at most. */
const EACH = 200;

/** Requests of the innocent with answers, and of a sweep that goes through a part of these answers, split over accounts without overlap. */
export async function plantedIn(log: LabelledLog, share: number, accounts: number): Promise<Answered[]> {
  const { rows, names, length } = await readTable(log.path);
  const truth = readTruth(log).accounts;
  const requests: Answered[] = [];
  for (let row = 0; row < length; row++) {
    const [answer, account] = [rows.answer[row]!, names.account.values[rows.account[row]!]!];
    if (answer === 0 || account === '' || (rows.flags[row]! & FLAG.error) !== 0) continue;
    const { class: kind, persona } = truth.get(account) ?? { class: 'unused', persona: '' };
    if (kind === 'benign') requests.push({ account, role: persona, time: rows.time[row]!, documents: [answer] });
  }
  const random = new Random('planted sweep', log.name);
  const answers = [...new Set(requests.map(({ documents }) => documents[0]!))];
  const list = random.shuffle(answers).slice(0, Math.min(EACH * accounts, Math.round(share * answers.length)));
  const times = requests.map(({ time }) => time).filter((time) => !Number.isNaN(time));
  const [from, to] = [times.reduce((a, b) => Math.min(a, b), Infinity), times.reduce((a, b) => Math.max(a, b), 0)];
  list.forEach((answer, at) => {
    const time = from + ((to - from) * at) / list.length;
    requests.push({ account: `sweep-0-${at % accounts}`, role: 'sweep', time, documents: [answer] });
  });
  return requests;
}
