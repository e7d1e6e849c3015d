/** The export formats with what writes them: a file and a line here each, and an entry in `text/outputs/exports.ts`. */
import { reportJson } from '../shape/json/report-json.ts';
import { EXPORT_TABLE, type ExportId } from '../../text/outputs/exports.ts';
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

/** How a format is written; `text/outputs/exports.ts` says what it is called, and how it begins. */
interface Writing {
  /** What it wants of the log, see `readFromLog`: text of lines that are quoted, hashes of lines, or ids of traces. */
  reads?: 'quotes' | 'hashes' | 'traces';
  /** What is in the file and what is not, where that says more than the file itself. */
  remark?: (input: ExportInput) => ExportRemark;
  /** The file in pieces of text. */
  write: (input: ExportInput) => Iterable<string>;
}

export type ExportFormat = (typeof EXPORT_TABLE)[number] & Writing;

/** The page of the whole report, or the packet on one campaign or account. */
const pageOf = (input: ExportInput): Packet => (input.subject === undefined ? reportPacket(input) : packet(input));

/** JSON in which no character moves a cursor or turns the reading direction. */
function escaped(write: Writing['write']): Writing['write'] {
  return function* (input) {
    for (const piece of write(input)) yield escapedJson(piece);
  };
}

const WRITINGS: Readonly<Record<ExportId, Writing>> = {
  html: { reads: 'quotes', write: (input) => packetHtml(pageOf(input)) },
  md: { reads: 'quotes', write: (input) => packetMarkdown(pageOf(input)) },
  sarif: { reads: 'hashes', write: escaped(sarif) },
  stix: { remark: stixRemark, write: escaped(stix) },
  notice: { write: (input) => packetMarkdown(notice(input)) },
  appeal: { write: (input) => packetMarkdown(appeal(input)) },
  csv: { write: accountsCsv },
  actions: { remark: actionsRemark, write: actionsCsv },
  rules: { remark: rulesRemark, write: rulesCsv },
  json: { write: ({ report }) => reportJson(report) },
  otlp: { reads: 'traces', remark: tagRemark, write: escaped(otlpLogs) },
  langfuse: { reads: 'traces', remark: tagRemark, write: escaped(langfuseScores) },
  phoenix: { reads: 'traces', remark: tagRemark, write: escaped(phoenixAnnotations) },
};

/** A place in SARIF is an address, which viewers open on this machine; all else names logs without saying where they are. */
export const EXPORT_FORMATS: readonly ExportFormat[] = EXPORT_TABLE.map((facts) => {
  const writing = WRITINGS[facts.id];
  const write: Writing['write'] = facts.id === 'sarif' ? writing.write : (input) => writing.write(withLogNames(input));
  return { ...facts, ...writing, write };
});

/** The format whose ending a file's name has; of `.csv` and `.actions.csv` the longer. */
export function formatOfName(name: string): ExportFormat | undefined {
  return EXPORT_FORMATS.filter(({ extension }) => name.endsWith(`.${extension}`)).sort(
    (a, b) => b.extension.length - a.extension.length,
  )[0];
}

export function exportFormat(id: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((one) => one.id === (id === 'markdown' ? 'md' : id));
}
