import { CountingFilter } from '../../math/counting-filter.ts';
import { HashIndex } from '../../math/hash-index.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import { rowCount, type Run } from './row-order.ts';
import { digestOf } from './text-kernel.ts';

/**
 * Ids that providers give their answers: unique over accounts and time. They are one of these words, `-` or `_`, and a rest
 * of so many letters. Other ids are given by callers and gateways, which use them again. Servers at home that only count
 * (`chatcmpl-719`) have shorter ones.
 */
export const ANSWER_ID = { words: ['chatcmpl', 'cmpl', 'resp', 'msg', 'gen'], rest: 12 } as const;
const RESPONSE_ID = new RegExp(`^(?:${ANSWER_ID.words.join('|')})[-_][\\w-]{${ANSWER_ID.rest},}$`);

/** A number for the answer that a request got; 0 when it has no id that is its own. A cache gives one answer many times. */
export function responseOf({ id, status }: Pick<RequestRecord, 'id' | 'status'>): number {
  return id !== undefined && status !== 'cached' && RESPONSE_ID.test(id) ? digestOf(id) : 0;
}

/** Clocks of two layers may differ by a time zone that one of them does not write. */
const MAX_APART_MS = 24 * 3_600_000;

/** What of a row says whether it is the same call as another. */
interface Calls {
  response: Float64Array;
  system: ArrayLike<number>;
  user: ArrayLike<number>;
  /** What was written last. */
  open: ArrayLike<number>;
  time: ArrayLike<number>;
}

/**
 * Rows that tell of a call again: an exporter sent it twice, or a gateway and the server behind it both logged it.
 * They have the same answer and the same conversation, or one of them has no prompt. The first row with a prompt stays. Some servers
 * let a client name the answer, so that one id for all of them must hide none.
 * @param runs all rows in canonical order
 * @param eachSent gives rows with the hash of all their messages: see `History`
 */
export function duplicateRows(
  runs: readonly Run[],
  { response, system, user, open, time }: Calls,
  eachSent: (take: (row: number, sent: number) => void) => void,
): Set<number> {
  // Nearly all answers come once: they are left out before the others are looked up.
  const length = rowCount(runs);
  const counts = new CountingFilter(2 * length);
  for (let row = 0; row < length; row++) if (response[row] !== 0) counts.add(response[row]! | 0);
  const isRepeated = (row: number): boolean => response[row] !== 0 && counts.count(response[row]! | 0) > 1;
  let sent: Map<number, number> | undefined;
  const sentBy = (row: number): number | undefined => {
    if (sent === undefined) {
      const all = (sent = new Map<number, number>());
      eachSent((one, hash) => isRepeated(one) && all.set(one, hash));
    }
    return sent.get(row);
  };
  const prompt = [system, user, open];
  const answers = new HashIndex();
  /** The row that stands for an answer whose first row has no prompt. */
  const later = new Map<number, number>();
  const duplicates = new Set<number>();
  for (const [start, count] of runs) {
    for (let row = start; row < start + count; row++) {
      const answer = response[row]!;
      if (!isRepeated(row)) continue;
      const known = answers.find(answer, response);
      if (known < 0) {
        answers.add(row, answer);
        continue;
      }
      const first = later.get(known) ?? known;
      const [hasPrompt = false, firstHasPrompt = false] = [row, first].map((one) =>
        prompt.some((texts) => texts[one] !== 0),
      );
      const isSame =
        !hasPrompt ||
        !firstHasPrompt ||
        (prompt.every((texts) => texts[row] === texts[first]) && sentBy(row) === sentBy(first));
      if (!isSame || Math.abs((time[row] ?? NaN) - (time[first] ?? NaN)) > MAX_APART_MS) continue;
      if (hasPrompt && !firstHasPrompt) later.set(known, row);
      duplicates.add(hasPrompt && !firstHasPrompt ? first : row);
    }
  }
  return duplicates;
}
