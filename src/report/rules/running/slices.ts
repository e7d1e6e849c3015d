/** The slices of a scan: what each account sends of each template, with the line that comes first. */
import { NO_TEMPLATE, type RequestIndex } from '../../shape/request-index.ts';
import type { Report } from '../../shape/report.ts';
import type { MatchPlace } from '../bucket.ts';
import type { RuleSlice } from '../rule-fields.ts';

const HOUR_MS = 3_600_000;

/** One after the other, in the order of accounts and templates. Free text is in no slice. */
export function* slicesOf(
  { templates }: Pick<Report, 'templates'>,
  index: RequestIndex,
): Generator<{ slice: RuleSlice; time: number | undefined; place: MatchPlace }> {
  const known = new Map(templates.map((template) => [template.id, template]));
  const totals = new Float64Array(index.accounts.length);
  for (let row = 0; row < index.length; row++) totals[index.account[row]!]!++;
  for (const rows of rowsBySlice(index)) {
    const [first] = rows;
    const account = index.account[first!]!;
    const template = index.templates[index.template[first!]!]!;
    const times = rows.map((row) => index.time[row]!).filter((time) => !Number.isNaN(time));
    const [start, end] = extremes(times);
    const intent = known.get(template)?.intents[0]?.intent;
    const slice: RuleSlice = {
      account: index.accounts[account]!,
      template,
      ...(intent !== undefined && { intent }),
      requests: rows.length,
      share: rows.length / totals[account]!,
      accounts: known.get(template)?.accounts ?? 1,
      outputTokens: rows.reduce((sum, row) => sum + index.outputTokens[row]!, 0),
      activeHours: new Set(times.map((time) => Math.floor(time / HOUR_MS))).size,
      spanHours: times.length === 0 ? 0 : (end - start) / HOUR_MS,
    };
    yield { slice, time: times.length === 0 ? undefined : start, place: placeOf(index, first!) };
  }
}

/** Least and most, without a call of a million arguments. */
function extremes(times: readonly number[]): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const time of times) {
    if (time < low) low = time;
    if (time > high) high = time;
  }
  return [low, high];
}

/** Rows in their order, for each slice. */
function* rowsBySlice({ length, account, template, templates }: RequestIndex): Generator<number[]> {
  const keyOf = (row: number): number => account[row]! * templates.length + template[row]!;
  const order = new Uint32Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) if (template[row] !== NO_TEMPLATE) order[count++] = row;
  const sorted = order.subarray(0, count).sort((a, b) => keyOf(a) - keyOf(b) || a - b);
  for (let from = 0; from < count;) {
    let to = from;
    while (to < count && keyOf(sorted[to]!) === keyOf(sorted[from]!)) to++;
    yield Array.from(sorted.subarray(from, to));
    from = to;
  }
}

export function placeOf({ files, file, line, offset, bytes }: RequestIndex, row: number): MatchPlace {
  return { file: files[file[row]!]!, line: line[row]!, offset: offset[row]!, length: bytes[row]! };
}
