import type { Report } from './report.ts';
import { NO_TEMPLATE, type RequestIndex } from './request-index.ts';

const HEADER = 'file,line,account,template,attack_score,time,model,output_tokens,offset,bytes,suspected_group\n';

/**
 * The request table as CSV (RFC 4180, line feed), a piece of text at a time: one row per request in the order of the index.
 * `template` is empty for free text, `time` (ISO 8601, UTC) where the log has none, `attack_score` has four decimals,
 * `offset` and `bytes` are the place of the line in the uncompressed file. Several requests may be on one line.
 * `suspected_group` is the group of which it is a part and that is suspected; it is no verdict on the account.
 */
export function* recordsCsv(index: RequestIndex, report: OfRecords): Generator<string> {
  // Names are written once for each name, not once for each row: there are few of them and many rows.
  const files = index.files.map(csvText);
  const accounts = index.accounts.map(csvText);
  const templates = index.templates.map(csvText);
  const models = index.models.map(csvText);
  const groups = suspectedGroups(report);
  const groupOf = index.accounts.map((account) => csvText(groups.get(account) ?? ''));
  const templatesOf = new Map(report.campaigns.map(({ id, templates: own }) => [id, new Set(own)]));
  const askedBy = index.accounts.map((account) => templatesOf.get(groups.get(account) ?? ''));
  yield* remarkRows(report.changed ?? []);
  yield HEADER;
  for (let i = 0; i < index.length; i++) {
    const template = index.template[i] ?? NO_TEMPLATE;
    const time = index.time[i] ?? NaN;
    const cells = [
      files[index.file[i] ?? 0],
      index.line[i],
      accounts[index.account[i] ?? 0],
      template === NO_TEMPLATE ? '' : templates[template],
      (index.score[i] ?? 0).toFixed(4),
      Number.isNaN(time) ? '' : isoTime(time),
      models[index.model[i] ?? 0],
      index.outputTokens[i],
      index.offset[i],
      index.bytes[i],
      (index.score[i] ?? 0) > 0 && askedBy[index.account[i] ?? 0]?.has(index.templates[template] ?? '')
        ? groupOf[index.account[i] ?? 0]
        : '',
    ];
    yield `${cells.join(',')}\n`;
  }
}

type OfRecords = Pick<Report, 'changed' | 'campaigns' | 'accounts'>;

/** The suspected group in which each member of one is. */
export function suspectedGroups({ campaigns, accounts }: Pick<Report, 'campaigns' | 'accounts'>): Map<string, string> {
  const suspected = new Set(campaigns.filter(({ verdict }) => verdict === 'suspected').map(({ id }) => id));
  return new Map(
    accounts.flatMap(({ account, campaign = '' }) => (suspected.has(campaign) ? [[account, campaign] as const] : [])),
  );
}

/** Largest distance from 1970 a date of the language can have, in ms (ECMA-262, 21.4.1.1). */
const LATEST = 8.64e15;

/** A time as ISO 8601; empty for one that no calendar has. */
export const isoTime = (time: number): string => (Math.abs(time) <= LATEST ? new Date(time).toISOString() : '');

/**
 * Where a spreadsheet would begin a formula: at the start of a cell, or after a semicolon, a tab or a line break, at which editions for other languages
 * cut. Any sign that may begin one counts, also in its wide form; a sign before nothing, or before one number, such as that of a phone, begins none.
 */
const FORMULA = /(?<=^|[;\t\r\n])(?=[=＝]|[\t\r\n](?=[=+\-@＝＋－＠])|[+\-@＋－＠](?!\d{0,40}(?:$|[;\t\r\n])))/gu;

/** Sentences that whoever reads a table must have read: rows of one cell that begin with `# `. */
export function remarkRows(sentences: readonly string[]): string[] {
  return sentences.map((sentence) => csvRow([`# ${sentence}`]));
}

/**
 * One row of a table, with its line break. The only place that writes cells: text is never a formula, and is quoted where it holds a comma, a
 * semicolon, a quote or a line break; numbers are written as they are.
 */
export const csvRow = (cells: readonly (string | number | undefined)[]): string => `${cells.map(cellOf).join(',')}\n`;

const cellOf = (cell: string | number | undefined): string | number =>
  typeof cell === 'string' ? csvText(cell) : (cell ?? '');

/** One cell of text. */
export function csvText(text: string): string {
  const safe = text.replace(FORMULA, "'");
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
