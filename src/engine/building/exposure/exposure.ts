/** Adds up what the requests of a group took: by kind of work, by model and by day. One pass over its rows. */
import type { ModelPrice } from '../../accounts/team-context.ts';
import type { DayTaken, Exposure, KindTaken, ModelTaken } from '../../../report/shape/exposure/exposure.ts';
import { lettersAt } from '../../table/answer-size.ts';
import { FLAG } from '../../table/request-flags.ts';
import type { DetectionResult } from '../detection-result.ts';

const DAY = 86_400_000;
const MODELS = 8;
const DAYS = 400;
const MILLION = 1_000_000;
/** English text has about four letters to a token; code and other languages differ, and the page on exposure says so. */
const LETTERS_PER_TOKEN = 4;

/** Requests of one template by one account, as rows of the table. */
interface TemplateRows {
  template: number;
  rows: ArrayLike<number>;
}

/**
 * @param slices what the group sent, a row in one slice only
 * @param prices list prices by model; none are looked up anywhere else
 * @param beside what it sent with templates that no other account has: see `besideSlices`
 * @param campaigns how many campaigns count each row as theirs
 */
export function exposureOf(
  slices: Iterable<TemplateRows>,
  { table, texts }: Pick<DetectionResult, 'table' | 'texts'>,
  prices: readonly ModelPrice[] = [],
  beside: readonly TemplateRows[] = [],
  campaigns?: Uint8Array,
): Exposure {
  const { time, flags, turns, inputTokens, outputTokens, answerSize, prompt, model } = table.rows;
  const priceOf = new Map(prices.map((price) => [price.model, price]));
  const kinds = new Map<string, KindTaken>();
  const models = new Map<number, ModelTaken>();
  const days = new Map<number, DayTaken>();
  const prompts = new Set<number>();
  const sum = { requests: 0, failed: 0, turns: 0, inputTokens: 0, outputTokens: 0, counted: 0, shared: 0 };
  let [letters, sized] = [0, 0];
  let usd = 0;
  let priced = 0;
  for (const { template, rows } of [...slices, ...beside]) {
    const intent = texts.get(template)?.intent?.top ?? 'unread';
    const kind = kinds.get(intent) ?? { intent, requests: 0, outputTokens: 0 };
    kinds.set(intent, kind);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      const out = outputTokens[row]!;
      sum.requests++;
      sum.turns += turns[row]!;
      if ((flags[row]! & FLAG.error) !== 0) {
        sum.failed++;
        continue;
      }
      if (campaigns !== undefined && campaigns[row]! > 1) sum.shared++;
      prompts.add(prompt[row]!);
      sum.inputTokens += inputTokens[row]!;
      sum.outputTokens += out;
      if (out > 0) sum.counted++;
      else if (answerSize[row]! > 0) {
        sized++;
        letters += lettersAt(answerSize[row]!);
      }
      kind.requests++;
      kind.outputTokens += out;
      addModel(models, model[row]!, table.names.model.values[model[row]!]!, out, time[row]!);
      if (!Number.isNaN(time[row]!)) addDay(days, Math.floor(time[row]! / DAY) * DAY, out);
      const price = priceOf.get(table.names.model.values[model[row]!]!);
      if (price !== undefined) {
        priced++;
        usd += (inputTokens[row]! * price.input + out * price.output) / MILLION;
      }
    }
  }
  const answered = sum.requests - sum.failed;
  const known = sum.counted + sized;
  const tokens = sum.outputTokens + letters / LETTERS_PER_TOKEN;
  const isEstimated = known > 0 && sum.counted < answered;
  const apart = beside.filter(({ rows }) => rows.length > 0);
  return {
    requests: sum.requests,
    failed: sum.failed,
    prompts: prompts.size,
    turns: sum.requests === 0 ? 0 : sum.turns / sum.requests,
    inputTokens: sum.inputTokens,
    outputTokens: sum.outputTokens,
    counted: sum.counted,
    ...(isEstimated && { estimatedTokens: Math.round((tokens / known) * answered) }),
    ...(apart.length > 0 && { beside: besideOf(apart) }),
    ...(sum.shared > 0 && { shared: sum.shared }),
    ...(prices.length > 0 && { price: { usd: Math.round(usd * 100) / 100, priced } }),
    kinds: [...kinds.values()].filter(({ requests }) => requests > 0).sort(byRequests('intent')),
    models: [...models.values()].sort(byRequests('model')).slice(0, MODELS),
    days: [...days.values()].sort((a, b) => a.day - b.day).slice(-DAYS),
  };
}

const besideOf = (slices: readonly TemplateRows[]): { requests: number; templates: number } => ({
  requests: slices.reduce((all, { rows }) => all + rows.length, 0),
  templates: new Set(slices.map(({ template }) => template)).size,
});

const byRequests =
  <K extends string>(name: K) =>
  (a: { requests: number } & Record<K, string>, b: { requests: number } & Record<K, string>): number =>
    b.requests - a.requests || (a[name] < b[name] ? -1 : 1);

/** @param number 0 where the log names no model */
function addModel(models: Map<number, ModelTaken>, number: number, model: string, tokens: number, time: number): void {
  if (number === 0) return;
  const one = models.get(number) ?? { model, requests: 0, outputTokens: 0, first: null, last: null };
  models.set(number, one);
  one.requests++;
  one.outputTokens += tokens;
  if (Number.isNaN(time)) return;
  if (one.first === null || time < one.first) one.first = time;
  if (one.last === null || time > one.last) one.last = time;
}

function addDay(days: Map<number, DayTaken>, day: number, tokens: number): void {
  const one = days.get(day) ?? { day, requests: 0, outputTokens: 0 };
  days.set(day, one);
  one.requests++;
  one.outputTokens += tokens;
}
