/** What a report knows of when its accounts asked, as an index whose rows are counts: for charts of a report without its scan. */
import { NO_TEMPLATE, type RequestIndex } from '../request-index.ts';
import type { Report } from '../report.ts';
import { type Counted, countedOf, STEPS } from './activity.ts';

/** Longest step by which the hours of a day can be told. */
const HOUR = STEPS['1h'];

/** Undefined where the report holds no counts. */
export function countedIndex(report: Report): RequestIndex | undefined {
  if (!report.accounts.some(({ activity }) => activity !== undefined)) return undefined;
  const accounts = report.accounts.map(({ account }) => account);
  const templates = report.templates.map(({ id }) => id);
  const numbers = new Map(templates.map((id, number) => [id, number]));
  const rows: (Counted & { account: number; score: number; span: number })[] = [];
  let hourly = true;
  report.accounts.forEach(({ activity, score, slices, first, last }, account) => {
    if (activity === undefined) {
      hourly = false;
      return;
    }
    const { step, counted } = countedOf(activity);
    if (step > HOUR || (slices.length > 0 && counted.every(({ template }) => template === ''))) hourly = false;
    for (const one of counted) {
      // When it began and when it stopped is known exactly.
      const time = Math.max(one.time, first ?? one.time);
      const span = Math.max(1, Math.min(one.time + step, (last ?? Infinity) + 1) - time);
      rows.push({ ...one, time, span, account, score: one.flagged ? score : 0 });
    }
  });
  const none = new Uint32Array(rows.length);
  return {
    length: rows.length,
    ...{ files: [], accounts, templates, models: [''] },
    ...{ file: new Uint16Array(rows.length), line: none, bytes: none, outputTokens: none },
    offset: new Float64Array(rows.length),
    model: new Uint16Array(rows.length),
    time: Float64Array.from(rows, ({ time }) => time),
    account: Uint32Array.from(rows, ({ account }) => account),
    template: Uint32Array.from(rows, ({ template }) => numbers.get(template) ?? NO_TEMPLATE),
    score: Float32Array.from(rows, ({ score }) => score),
    counts: {
      requests: Uint32Array.from(rows, ({ requests }) => requests),
      span: Float64Array.from(rows, ({ span }) => span),
      hourly,
    },
  };
}
