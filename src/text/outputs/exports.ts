/**
 * The export formats: what each is called, what it is for, and how its files begin, by which the reader tells them from logs. The help, the
 * documentation and the menu of the editor list them in this order. What writes each stands in `report/export/export-formats.ts`.
 */

interface ExportFacts {
  name: string;
  /** What it is for, in one sentence. */
  purpose: string;
  /** Of the file's name, without a dot; where there is none, the name of the format. */
  extension?: string;
  /** It is about one account, and nothing else. */
  about?: 'account';
  /**
   * How a file begins, before any text of a log, so that nobody can have a log passed over by what is in its requests. Null for a page
   * in Markdown, which begins like a chat that somebody saved.
   */
  begins: RegExp | null;
}

/** A table with this header row, after what mappings and decisions change about it. */
const table = (header: string): RegExp => new RegExp(String.raw`^(?:"?# [^\n]{0,2000}\n){0,5}${header}`);

/** Scores and annotations of the requests of traces. */
const ownTag = /^\{(?:"data":\[\{)?"metadata":\{"tool":"prompt-traffic-audit"/;

const EXPORTS = {
  html: {
    name: 'Page (HTML)',
    purpose: 'For people: figures and the evidence for and against, of all or of one finding.',
    begins:
      /^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/,
  },
  md: {
    name: 'Page (Markdown)',
    purpose: 'For tickets and repositories: the same content as text.',
    begins: null,
  },
  // SARIF, STIX and the page are never logs, whoever wrote them.
  sarif: {
    name: 'SARIF 2.1.0',
    purpose: 'For viewers, code hosts and pipelines: findings with their log lines.',
    begins: /^\s{0,20}\{\s{0,20}"\$schema":\s?"[^"]{0,200}sarif/,
  },
  stix: {
    name: 'STIX 2.1 indicators',
    purpose: 'For threat intelligence platforms: campaigns, accounts and prompt patterns.',
    extension: 'stix.json',
    begins: /^\s{0,20}\{\s{0,20}"type":\s?"bundle",\s{0,20}"id":\s?"bundle--/,
  },
  notice: {
    name: 'Notice (Markdown)',
    purpose: 'For customers and authorities: facts, volumes and what is unknown, without any text.',
    extension: 'notice.md',
    begins: null,
  },
  appeal: {
    name: 'Appeal packet (Markdown)',
    purpose: 'For an account that appeals: what would clear it, and what speaks for and against.',
    extension: 'appeal.md',
    about: 'account',
    begins: null,
  },
  csv: {
    name: 'Accounts CSV',
    purpose: 'For spreadsheets: one row per account.',
    begins: table('account,verdict,score,campaign,decision,'),
  },
  actions: {
    name: 'Actions CSV',
    purpose: 'For blocks and rate limits: accounts, their own addresses and programs, with expiry.',
    extension: 'actions.csv',
    begins: table('type,value,verdict,score,campaign,'),
  },
  rules: {
    name: 'CSV of rule hits',
    purpose: 'For spreadsheets: one row per hit of a rule.',
    extension: 'rules.csv',
    begins: table('rule,level,title,hits,subject,'),
  },
  json: {
    name: 'JSON report',
    purpose: 'For programs: the report, or its part on the chosen campaign or account.',
    begins: /^\s{0,20}\{\s{0,20}"version":\s?\d{1,4},\s{0,20}"tool":\s?\{\s{0,20}"name":\s?"prompt-traffic-audit"/,
  },
  otlp: {
    name: 'OpenTelemetry logs',
    purpose: 'For collectors and Grafana: findings, and flagged requests with their trace.',
    extension: 'otlp.jsonl',
    // No collector writes the address first, so that nobody who sends some is passed over.
    begins:
      /^\{"resourceLogs":\[\{"schemaUrl":"[^"]{0,200}","resource":\{"attributes":\[\{"key":"service\.name","value":\{"stringValue":"prompt-traffic-audit"\}/,
  },
  langfuse: {
    name: 'Scores for Langfuse',
    purpose: 'For the traces in Langfuse: a score on each flagged request.',
    extension: 'langfuse.jsonl',
    begins: ownTag,
  },
  phoenix: {
    name: 'Annotations for Arize Phoenix',
    purpose: 'For the spans in Phoenix: an annotation on each flagged request.',
    extension: 'phoenix.jsonl',
    begins: ownTag,
  },
} as const satisfies Readonly<Record<string, ExportFacts>>;

export type ExportId = keyof typeof EXPORTS;

/** The formats in the order of lists. */
export const EXPORT_TABLE: readonly (ExportFacts & { id: ExportId; extension: string })[] = Object.entries<ExportFacts>(
  EXPORTS,
).map(([id, facts]) => ({ id: id as ExportId, extension: id, ...facts }));
