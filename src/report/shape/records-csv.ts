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
      (index.score[i] ?? 0) > 0 ? groupOf[index.account[i] ?? 0] : '',
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
 * Text a spreadsheet would run as a formula: after `=` or a control character always; after `+`, `-` and `@` unless a word or one
 * number follows, since names and phone numbers begin like that and must survive. The name of a cell, such as `B3`, is no word. The
 * wide forms count in Japanese and Chinese editions.
 */
const FORMULA = /^(?:[=\t\r\n＝]|[+\-@＋－＠](?!(?:\d*|(?!\$?[a-z]{1,3}\$?\d{1,7}$)[\p{L}_][\p{L}\p{N}_-]*)$))/iu;

/** Sentences that whoever reads a table must have read: rows of one cell that begin with `# `. */
export function remarkRows(sentences: readonly string[]): string[] {
  return sentences.map((sentence) => `${csvText(`# ${sentence}`)}\n`);
}

/** One cell of text: never a formula, quoted where it holds a comma, a quote or a line break. */
export function csvText(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
