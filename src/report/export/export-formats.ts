/** The export formats. Adding one takes a file and an entry here. */
import { reportJson } from '../shape/json/report-json.ts';
import { escapedJson } from '../../text/visible.ts';
import { actionsCsv, actionsRemark } from './lists/actions-csv.ts';
import { accountsCsv } from './lists/accounts-csv.ts';
import { type ExportInput, withLogNames } from './export-input.ts';
import type { ExportRemark } from './export-remark.ts';
import { appeal } from './notice/appeal.ts';
import { notice } from './notice/notice.ts';
import { packetHtml } from './packet/html.ts';
import { packetMarkdown } from './packet/markdown.ts';
import { packet } from './packet/packet-content.ts';
import type { Packet } from './packet/packet.ts';
import { reportPacket } from './packet/report-content.ts';
import { rulesCsv, rulesRemark } from './lists/rules-csv.ts';
import { sarif } from './sarif/sarif.ts';
import { stix, stixRemark } from './stix/stix.ts';
import { langfuseScores } from './traces/langfuse.ts';
import { otlpLogs } from './traces/otlp.ts';
import { phoenixAnnotations } from './traces/phoenix.ts';
import { tagRemark } from './traces/tagged.ts';

export type ExportFormatId =
  | 'md'
  | 'html'
  | 'sarif'
  | 'stix'
  | 'notice'
  | 'appeal'
  | 'csv'
  | 'actions'
  | 'rules'
  | 'json'
  | 'otlp'
  | 'langfuse'
  | 'phoenix';

export interface ExportFormat {
  id: ExportFormatId;
  name: string;
  /** What it is for, in one sentence. */
  purpose: string;
  /** Of the file's name, without a dot. */
  extension: string;
  /** It is about one account, and nothing else. */
  about?: 'account';
  /** What it wants of the log, see `readFromLog`: text of lines that are quoted, hashes of lines, or ids of traces. */
  reads?: 'quotes' | 'hashes' | 'traces';
  /** What is in the file and what is not, where that says more than the file itself. */
  remark?: (input: ExportInput) => ExportRemark;
  /** The file in pieces of text. */
  write: (input: ExportInput) => Iterable<string>;
}

/** The page of the whole report, or the packet on one campaign or account. */
const pageOf = (input: ExportInput): Packet => (input.subject === undefined ? reportPacket(input) : packet(input));

/** JSON in which no character moves a cursor or turns the reading direction. */
function escaped(write: ExportFormat['write']): ExportFormat['write'] {
  return function* (input) {
    for (const piece of write(input)) yield escapedJson(piece);
  };
}

const FORMATS: readonly ExportFormat[] = [
  {
    id: 'html',
    name: 'Page (HTML)',
    purpose: 'For people: figures and the evidence for and against, of all or of one finding.',
    extension: 'html',
    reads: 'quotes',
    write: (input) => packetHtml(pageOf(input)),
  },
  {
    id: 'md',
    name: 'Page (Markdown)',
    purpose: 'For tickets and repositories: the same content as text.',
    extension: 'md',
    reads: 'quotes',
    write: (input) => packetMarkdown(pageOf(input)),
  },
  {
    id: 'sarif',
    name: 'SARIF 2.1.0',
    purpose: 'For viewers, code hosts and pipelines: findings with their log lines.',
    extension: 'sarif',
    reads: 'hashes',
    write: escaped(sarif),
  },
  {
    id: 'stix',
    name: 'STIX 2.1 indicators',
    purpose: 'For threat intelligence platforms: campaigns, accounts and prompt patterns.',
    extension: 'stix.json',
    remark: stixRemark,
    write: escaped(stix),
  },
  {
    id: 'notice',
    name: 'Notice (Markdown)',
    purpose: 'For customers and authorities: facts, volumes and what is unknown, without any text.',
    extension: 'notice.md',
    write: (input) => packetMarkdown(notice(input)),
  },
  {
    id: 'appeal',
    name: 'Appeal packet (Markdown)',
    purpose: 'For an account that appeals: what would clear it, and what speaks for and against.',
    extension: 'appeal.md',
    about: 'account',
    write: (input) => packetMarkdown(appeal(input)),
  },
  {
    id: 'csv',
    name: 'Accounts CSV',
    purpose: 'For spreadsheets: one row per account.',
    extension: 'csv',
    write: accountsCsv,
  },
  {
    id: 'actions',
    name: 'Actions CSV',
    purpose: 'For blocks and rate limits: accounts, their own addresses and programs, with expiry.',
    extension: 'actions.csv',
    remark: actionsRemark,
    write: actionsCsv,
  },
  {
    id: 'rules',
    name: 'CSV of rule hits',
    purpose: 'For spreadsheets: one row per hit of a rule.',
    extension: 'rules.csv',
    remark: rulesRemark,
    write: rulesCsv,
  },
  {
    id: 'json',
    name: 'JSON report',
    purpose: 'For programs: the report, or its part on the chosen campaign or account.',
    extension: 'json',
    write: ({ report }) => reportJson(report),
  },
  {
    id: 'otlp',
    name: 'OpenTelemetry logs',
    purpose: 'For collectors and Grafana: findings, and flagged requests with their trace.',
    extension: 'otlp.jsonl',
    reads: 'traces',
    remark: tagRemark,
    write: escaped(otlpLogs),
  },
  {
    id: 'langfuse',
    name: 'Scores for Langfuse',
    purpose: 'For the traces in Langfuse: a score on each flagged request.',
    extension: 'langfuse.jsonl',
    reads: 'traces',
    remark: tagRemark,
    write: escaped(langfuseScores),
  },
  {
    id: 'phoenix',
    name: 'Annotations for Arize Phoenix',
    purpose: 'For the spans in Phoenix: an annotation on each flagged request.',
    extension: 'phoenix.jsonl',
    reads: 'traces',
    remark: tagRemark,
    write: escaped(phoenixAnnotations),
  },
];

/** A place in SARIF is an address, which viewers open on this machine; all else names logs without saying where they are. */
export const EXPORT_FORMATS: readonly ExportFormat[] = FORMATS.map((format) =>
  format.id === 'sarif' ? format : { ...format, write: (input) => format.write(withLogNames(input)) },
);

/** The format whose ending a file's name has; of `.csv` and `.actions.csv` the longer. */
export function formatOfName(name: string): ExportFormat | undefined {
  return EXPORT_FORMATS.filter(({ extension }) => name.endsWith(`.${extension}`)).sort(
    (a, b) => b.extension.length - a.extension.length,
  )[0];
}

export function exportFormat(id: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((one) => one.id === (id === 'markdown' ? 'md' : id));
}
