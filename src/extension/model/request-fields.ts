/** Fields of requests by which the log explorer filters and counts: each a column of numbers, so that a pass over it is quick. */
import { Called } from '../../protocol/chart-data.ts';
import type { Facet, LogFilter } from '../../protocol/explorer-messages.ts';
import { ANSWER_LENGTHS, TOOL_COUNTS } from '../../protocol/request-groups.ts';
import { DOUBTFUL_SCORE } from '../../text/verdicts.ts';
import { calledAs, type FileRows } from '../explorer/log-rows.ts';
import type { Results } from './results.ts';
import { isPartOf } from './selection.ts';

/** Largest answers of the lengths but the last, in tokens; a length of 0 is none, or unknown. */
const ANSWER_TOKENS = [0, 100, 500, 2000];
/** Most tools of the counts but the last. */
const TOOLS = [0, 1, 5, 20];
const CALLED = Called.options;

export interface RequestField {
  field: Facet['field'];
  names: readonly string[];
  /** A number of `names` for each request; a larger one for none of them. */
  column: Uint8Array | Uint16Array | Uint32Array;
}

/** Columns that are not of the index, made when they are first asked for. */
const made = new WeakMap<Results, RequestField[]>();

export function requestFields(results: Results): RequestField[] {
  const { index, report } = results;
  let fields = made.get(results);
  if (fields === undefined) {
    fields = [
      { field: 'campaign', names: report.campaigns.map(({ id }) => id), column: campaignColumn(results) },
      { field: 'verdict', names: CALLED, column: verdictColumn(results) },
      { field: 'model', names: index.models, column: index.model },
      { field: 'template', names: index.templates, column: index.template },
      { field: 'account', names: index.accounts, column: index.account },
      { field: 'answer', names: ANSWER_LENGTHS, column: stepColumn(index.outputTokens, ANSWER_TOKENS) },
    ];
    if (index.toolCount)
      fields.push({ field: 'tools', names: TOOL_COUNTS, column: stepColumn(index.toolCount, TOOLS) });
    for (const { kind, names, column, of } of index.traits ?? [])
      fields.push({ field: kind, names, column: of === 'account' ? index.account.map((one) => column[one]!) : column });
    made.set(results, fields);
  }
  return fields;
}

/** 1 for each name of a field that the filter leaves out, and at the end for requests without one; undefined for none. */
function leftOut(filter: LogFilter, field: Facet['field'], names: readonly string[]): Uint8Array | undefined {
  const wanted = filter[field] || undefined;
  const unwanted = (filter.except ?? []).flatMap((one) => (one.field === field ? [names.indexOf(one.value)] : []));
  if (wanted === undefined && unwanted.length === 0) return undefined;
  const out = new Uint8Array(names.length + 1).fill(wanted === undefined ? 0 : 1);
  const at = wanted === undefined ? -1 : names.indexOf(wanted);
  if (at >= 0) out[at] = 0;
  for (const value of unwanted) if (value >= 0) out[value] = 1;
  return out;
}

/** A request that the filter leaves out whatever is chosen of any one field. */
const OUT = 255;

/**
 * For each request of the log 0 when the filter lets it through; the number of a field, from 1, when it fits but for what the
 * filter says of that field; else 255.
 * @param hits of a search: 1 for each request of the log that was found
 */
export function filterRows({ results, from, to }: FileRows, filter: LogFilter, hits?: Uint8Array): Uint8Array {
  const { time } = results.index;
  const fits = new Uint8Array(to - from);
  hits?.forEach((hit, at) => {
    if (hit === 0) fits[at] = OUT;
  });
  if (filter.flagged) for (let row = from; row < to; row++) if (!results.isFlagged(row)) fits[row - from] = OUT;
  if (filter.from !== undefined || filter.to !== undefined) {
    const { from: start = -Infinity, to: end = Infinity } = filter;
    for (let row = from; row < to; row++) if (!(time[row]! >= start && time[row]! < end)) fits[row - from] = OUT;
  }
  requestFields(results).forEach(({ field, names, column }, at) => {
    const out = leftOut(filter, field, names);
    if (out === undefined) return;
    for (let row = from; row < to; row++)
      if (out[Math.min(column[row]!, names.length)] === 1) fits[row - from] = fits[row - from] === 0 ? at + 1 : OUT;
  });
  return fits;
}

/** For each request the first campaign of the report that it is part of: an account may be in several, with other templates in each. */
export function campaignColumn(results: Results): Uint16Array {
  const { report, index } = results;
  const none = report.campaigns.length;
  const parts = report.campaigns.map((campaign) => isPartOf(results, campaign));
  const ofAccount: (number[] | undefined)[] = [];
  report.campaigns.forEach(({ accounts }, at) => {
    for (const name of accounts) (ofAccount[results.accountNumber(name) ?? index.accounts.length] ??= []).push(at);
  });
  return Uint16Array.from(
    { length: index.length },
    (_, row) => ofAccount[index.account[row]!]?.find((at) => parts[at]!(row)) ?? none,
  );
}

function verdictColumn(results: Results): Uint8Array {
  const { index } = results;
  const ofScore = (score: number): Uint8Array =>
    Uint8Array.from(index.accounts, (name) => CALLED.indexOf(calledAs(results, name, score)));
  const [clear, doubtful] = [ofScore(0), ofScore(DOUBTFUL_SCORE)];
  const column = new Uint8Array(index.length);
  for (let row = 0; row < column.length; row++)
    column[row] = results.isFlagged(row)
      ? 0
      : (index.score[row]! < DOUBTFUL_SCORE ? clear : doubtful)[index.account[row]!]!;
  return column;
}

/** The number of steps below each value. */
function stepColumn(values: Uint8Array | Uint32Array, steps: readonly number[]): Uint8Array {
  const column = new Uint8Array(values.length);
  for (const step of steps) for (let row = 0; row < column.length; row++) if (values[row]! > step) column[row]!++;
  return column;
}
