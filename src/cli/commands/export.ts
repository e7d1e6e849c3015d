import type { AuditResult } from '../../core/pipeline/audit.ts';
import type { AuditOptions } from '../../core/pipeline/audit-options.ts';
import { activityOf } from '../../core/export/activity.ts';
import { EXPORT_FORMATS, exportFormat, type ExportFormat } from '../../core/export/export-formats.ts';
import { exportInput, type ExportRequest } from '../../core/export/export-input.ts';
import { isPromptMode, PROMPT_MODES, type PromptMode } from '../../core/export/prompt-mode.ts';
import { quoteLines } from '../../core/export/quoted-lines.ts';
import { reportOn, type Subject, UnknownSubject } from '../../core/export/subject.ts';
import type { MappingProfile } from '../../core/mapping/mapping-profile.ts';
import type { Report } from '../../core/report/report.ts';
import type { RequestIndex } from '../../core/report/request-index.ts';
import { applyTriage } from '../../core/triage/apply-triage.ts';
import { dayOf } from '../../text/times.ts';
import { counted } from '../../text/numbers.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { checkInputs, checkNamed, STANDARD_INPUT } from '../options/inputs.ts';
import { checkOutputs } from '../options/outputs.ts';
import { cancelOnInterrupt } from '../interrupt.ts';
import { judgingOf } from '../options/judging.ts';
import { accountBy, readMappings } from '../options/mappings.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { readReportFile } from '../options/report-file.ts';
import type { Terminal } from '../output/terminal.ts';
import { readDecisions } from '../options/triage.ts';
import { UsageError } from '../usage-error.ts';
import { visibleLines } from '../../text/visible.ts';
import { batches, writeFile } from '../output/write-file.ts';

export type Audit = (sources: readonly string[], options: AuditOptions) => Promise<AuditResult>;

interface Wanted {
  format: ExportFormat;
  prompts: PromptMode;
  subject?: Subject;
  out: string | undefined;
}

/** Runs `prompt-audit export`: a report, or logs that are scanned first, as a file for others. */
export async function exportFindings(typed: Typed, terminal: Terminal, audit: Audit): Promise<number> {
  const paths = typed.rest;
  const wanted = readWanted(typed);
  checkNamed(paths, terminal);
  await checkInputs(paths);
  await checkOutputs({ '--out': wanted.out }, [...paths, typed.values['mapping'], typed.values['triage']]);
  const decisions = await readDecisions(typed, terminal);
  const mappings = await readMappings(typed, terminal);
  const reading = { mappings, ...accountBy(typed) };
  const judging = { ...judgingOf(typed), ...(typed.configuration && { configuration: typed.configuration.values }) };
  const found = await findings(paths, { ...reading, ...judging }, typed.switches.has('quiet'), terminal, audit);
  if (found === undefined) return EXIT.cancelled;
  const { report, index } = found;
  checkSubject(report, wanted.subject);
  const now = Date.now();
  const request: ExportRequest = {
    report,
    prompts: wanted.prompts,
    triaged: applyTriage(report, decisions.triage, dayOf(now)),
    now,
    undecided: typed.switches.has('no-triage'),
    ...(wanted.subject && { subject: wanted.subject }),
    ...(await aboutSubject(wanted, report, index, reading)),
  };
  const pieces = wanted.format.write(exportInput(request));
  if (wanted.out === undefined || wanted.out === STANDARD_INPUT) {
    // A table has no escapes: on a terminal, and there alone, its characters are shown as symbols.
    for (const chunk of batches(pieces))
      await terminal.out.write(terminal.out.isTerminal ? visibleLines(chunk) : chunk);
    return EXIT.clean;
  }
  await writeFile(wanted.out, pieces);
  if (!typed.switches.has('quiet')) await terminal.err.write(`${written(wanted, request)}\n`);
  return EXIT.clean;
}

function readWanted({ values }: Typed): Wanted {
  const { campaign, account, out } = values;
  const given = values['format'] ?? EXPORT_FORMATS.find(({ extension }) => out?.endsWith(`.${extension}`))?.id;
  const names = EXPORT_FORMATS.map(({ id }) => id).join(', ');
  if (given === undefined) throw new UsageError(`Say what to write: --format takes ${names}.`);
  const format = exportFormat(given);
  if (!format) throw new UsageError(`--format takes ${names}, not "${given}".`);
  const prompts = values['prompts'] ?? 'redacted';
  if (!isPromptMode(prompts)) {
    throw new UsageError(`--prompts takes ${Object.keys(PROMPT_MODES).join(', ')}, not "${prompts}".`);
  }
  if (campaign !== undefined && account !== undefined) {
    throw new UsageError('An export is about one --campaign or one --account, not both.');
  }
  const id = campaign ?? account;
  const kind = campaign === undefined ? 'account' : 'campaign';
  if (id === undefined && format.needsSubject) {
    throw new UsageError(
      `--format ${format.id} is about one campaign or account: name it with --campaign or --account.`,
    );
  }
  return { format, prompts, out, ...(id !== undefined && { subject: { kind, id } }) };
}

interface Reading {
  mappings: readonly MappingProfile[];
  accountBy?: string;
}

/** What the report file says, or what a scan of the logs finds; undefined when the scan was cancelled. */
async function findings(
  paths: readonly string[],
  reading: AuditOptions,
  quiet: boolean,
  terminal: Terminal,
  audit: Audit,
): Promise<{ report: Report; index?: RequestIndex } | undefined> {
  const [first] = paths;
  const report = paths.length === 1 && first !== undefined ? await readReportFile(first) : undefined;
  if (report) return { report };
  const progress = new ProgressLine(terminal.err, quiet);
  const interrupt = cancelOnInterrupt(terminal, progress);
  try {
    const scanned = await audit(paths, {
      ...reading,
      onProgress: (state) => progress.show(state),
      signal: interrupt.signal,
    });
    if (interrupt.signal.aborted) return undefined;
    if (scanned.report.inputs.requests === 0) {
      throw new UsageError('No request was found. See: prompt-audit inspect LOG');
    }
    return scanned;
  } finally {
    progress.clear();
    interrupt.release();
  }
}

function checkSubject(report: Report, subject: Subject | undefined): void {
  try {
    if (subject) reportOn(report, subject);
  } catch (error) {
    throw error instanceof UnknownSubject ? new UsageError(error.message) : error;
  }
}

/** Log lines and times of requests, which only packets show. */
async function aboutSubject(
  { format, subject, prompts }: Wanted,
  report: Report,
  index: RequestIndex | undefined,
  reading: Reading,
): Promise<Pick<ExportRequest, 'quotes' | 'activity'>> {
  if (!format.needsSubject || subject === undefined) return {};
  const activity = index && activityOf(index, report, subject);
  return { quotes: await quoteLines(report, subject, { prompts, ...reading }), ...(activity && { activity }) };
}

function written({ format, prompts, subject, out }: Wanted, { report, quotes }: ExportRequest): string {
  const about = subject ? `${subject.kind} ${subject.id}` : counted(report.findings.length, 'finding');
  const missing =
    quotes && quotes.unquoted.length > 0 ? ` ${counted(quotes.unquoted.length, 'log line')} could not be quoted.` : '';
  return `${format.name} on ${about} written to ${out ?? ''}; prompts: ${prompts}.${missing}`;
}
