/** The index of those requests that a report keeps, for views of a report without its scan. */
import { NO_TEMPLATE, type RequestIndex } from '../request-index.ts';
import type { KeptLine, Report } from '../report.ts';

/**
 * Rows are ordered by file, then by offset, as in the index of a scan; accounts and templates are all of the report. What is not
 * kept has no row.
 */
export function keptIndex(report: Report): RequestIndex {
  const files = report.inputs.files.map(({ path }) => path);
  const accounts = report.accounts.map(({ account }) => account);
  const templates = report.templates.map(({ id }) => id);
  const numbers = { file: numbered(files), account: numbered(accounts), template: numbered(templates) };
  const kept = (report.kept ?? [])
    .filter(({ line, account }) => numbers.file.has(line.file) && numbers.account.has(account))
    .sort((a, b) => numbers.file.get(a.line.file)! - numbers.file.get(b.line.file)! || a.line.offset - b.line.offset);
  const models = [...new Set(kept.map(({ model = '' }) => model))].sort();
  const model = numbered(models);
  const scores = scoresOf(report);
  return {
    length: kept.length,
    ...{ files, accounts, templates, models },
    file: Uint16Array.from(kept, ({ line }) => numbers.file.get(line.file)!),
    line: Uint32Array.from(kept, ({ line }) => line.line),
    offset: Float64Array.from(kept, ({ line }) => line.offset),
    bytes: Uint32Array.from(kept, ({ line }) => line.length),
    time: Float64Array.from(kept, ({ time = NaN }) => time),
    account: Uint32Array.from(kept, ({ account }) => numbers.account.get(account)!),
    template: Uint32Array.from(kept, ({ template = '' }) => numbers.template.get(template) ?? NO_TEMPLATE),
    model: Uint16Array.from(kept, (line) => model.get(line.model ?? '')!),
    outputTokens: Uint32Array.from(kept, ({ outputTokens = 0 }) => outputTokens),
    score: Float32Array.from(kept, scores),
  };
}

const numbered = (names: readonly string[]): Map<string, number> =>
  new Map(names.map((name, number) => [name, number]));

/** The score of a request's slice; that of ordinary traffic where the report does not list the slice. */
function scoresOf({ accounts, settings }: Report): (line: KeptLine) => number {
  const slices = new Map(
    accounts.flatMap(({ account, slices: own }) =>
      own.map(({ template, score }) => [`${account}\0${template}`, score] as const),
    ),
  );
  return ({ account, template = '' }) => slices.get(`${account}\0${template}`) ?? settings.accountPrior;
}
