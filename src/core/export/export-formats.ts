/** The formats of an export. A format is one file and one line here. */
import { reportJson } from '../report/report-json.ts';
import { escapedJson } from '../../text/visible.ts';
import { actionsCsv, actionsRemark } from './actions-csv.ts';
import { accountsCsv } from './accounts-csv.ts';
import type { ExportInput } from './export-input.ts';
import type { ExportRemark } from './export-remark.ts';
import { packetHtml } from './packet/html.ts';
import { packetMarkdown } from './packet/markdown.ts';
import { packet } from './packet/packet-content.ts';
import { sarif } from './sarif/sarif.ts';
import { stix, stixRemark } from './stix/stix.ts';

export type ExportFormatId = 'md' | 'html' | 'sarif' | 'stix' | 'csv' | 'actions' | 'json';

export interface ExportFormat {
  id: ExportFormatId;
  name: string;
  /** What it is for, in one sentence. */
  purpose: string;
  /** Of the file's name, without a dot. */
  extension: string;
  /** Is it about one campaign or account, and only that? */
  needsSubject: boolean;
  /** What is in the file and what is not, where that says more than the file itself. */
  remark?: (input: ExportInput) => ExportRemark;
  /** The file in pieces of text. */
  write: (input: ExportInput) => Iterable<string>;
}

const packetOf = (write: (content: ReturnType<typeof packet>) => Iterable<string>) => (input: ExportInput) =>
  write(packet(input));

/** JSON in which no character moves a cursor or turns the reading direction. */
function escaped(write: ExportFormat['write']): ExportFormat['write'] {
  return function* (input) {
    for (const piece of write(input)) yield escapedJson(piece);
  };
}

const format = (
  id: ExportFormatId,
  name: string,
  purpose: string,
  extension: string,
  needsSubject: boolean,
  write: ExportFormat['write'],
  remark?: ExportFormat['remark'],
): ExportFormat => ({ id, name, purpose, extension, needsSubject, write, ...(remark && { remark }) });

export const EXPORT_FORMATS: readonly ExportFormat[] = [
  format(
    'html',
    'Evidence packet (HTML)',
    'For people: one page with figures, evidence and counter-evidence.',
    'html',
    true,
    packetOf(packetHtml),
  ),
  format(
    'md',
    'Evidence packet (Markdown)',
    'For tickets and repositories: the same as text.',
    'md',
    true,
    packetOf(packetMarkdown),
  ),
  format(
    'sarif',
    'SARIF 2.1.0',
    'For viewers, code hosts and pipelines: findings with their log lines.',
    'sarif',
    false,
    escaped(sarif),
  ),
  format(
    'stix',
    'STIX 2.1 indicators',
    'For threat intelligence platforms: campaigns, accounts and prompt patterns.',
    'stix.json',
    false,
    escaped(stix),
    stixRemark,
  ),
  format('csv', 'CSV of accounts', 'For spreadsheets: one row per account.', 'csv', false, accountsCsv),
  format(
    'actions',
    'CSV for action',
    'For blocking and rate limits: accounts, and addresses and programs that nobody else uses, with an end date.',
    'actions.csv',
    false,
    actionsCsv,
    actionsRemark,
  ),
  format(
    'json',
    'JSON report',
    'For programs: the report, or the part of it about the chosen campaign or account.',
    'json',
    false,
    ({ report }) => reportJson(report),
  ),
];

/** The format whose ending a file's name has; of `.csv` and `.actions.csv` the longer. */
export function formatOfName(name: string): ExportFormat | undefined {
  return EXPORT_FORMATS.filter(({ extension }) => name.endsWith(`.${extension}`)).sort(
    (a, b) => b.extension.length - a.extension.length,
  )[0];
}

export function exportFormat(id: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((one) => one.id === id);
}
