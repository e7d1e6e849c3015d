import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { AuditOptions, AuditResult } from '../../engine/pipeline/audit.ts';
import { type ActionChoice, DEFAULT_ACTIONS } from '../../report/export/lists/action-choice.ts';
import { parseKey } from '../../engine/techniques/indicators/indicators.ts';
import { readRegularFile } from '../../reader/bytes/files/regular-file.ts';
import { activityOf } from '../../report/export/activity.ts';
import { countedIndex } from '../../report/shape/activity/counted-index.ts';
import { EXPORT_FORMATS, exportFormat, type ExportFormat, formatOfName } from '../../report/export/export-formats.ts';
import { exportInput, type ExportRequest } from '../../report/export/export-input.ts';
import type { ExportRemark } from '../../report/export/export-remark.ts';
import { readFromLog } from '../../report/export/from-log.ts';
import { isPromptMode, PROMPT_MODES, type PromptMode } from '../../report/export/prompt-mode.ts';
import { reportOn, type Subject, UnknownSubject } from '../../report/export/subject.ts';
import { flaggedLines } from '../../report/export/traces/flagged.ts';
import type { LogReading } from '../../report/export/read-requests.ts';
import type { Report } from '../../report/shape/report.ts';
import type { RequestIndex } from '../../report/shape/request-index.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { dayOf } from '../../text/times.ts';
import { counted } from '../../text/numbers.ts';
import type { Typed } from '../command.ts';
import { EXIT, parseActedOn } from '../exit-code.ts';
import { checkInputs, checkNamed, STANDARD_INPUT } from '../options/files/inputs.ts';
import { checkOutputs } from '../options/files/outputs.ts';
import { cancelOnInterrupt, NOTHING_WRITTEN } from '../interrupt.ts';
import { judgingOf } from '../options/judging.ts';
import { wholeNumber } from '../options/whole-number.ts';
import { accountBy, readMappings } from '../options/files/mappings.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { readReportFile } from '../options/files/report-file.ts';
import { wholeSubject } from '../options/subject-name.ts';
import type { Terminal } from '../output/terminal.ts';
import { readDecisions } from '../options/files/triage.ts';
import { UsageError } from '../usage-error.ts';
import { visibleLines } from '../../text/visible.ts';
import { batches, writeFile } from '../output/write-file.ts';

export type Audit = (sources: readonly string[], options: AuditOptions) => Promise<AuditResult>;

interface Wanted {
  format: ExportFormat;
  prompts: PromptMode;
  subject?: Subject;
  out: string | undefined;
  actions?: ActionChoice;
  sourceRoot?: string;
}

/** Runs `prompt-audit export`: writes a report, or logs that are scanned first, as a file for others. */
export async function exportFindings(typed: Typed, terminal: Terminal, audit: Audit): Promise<number> {
  const paths = typed.rest;
  const wanted = readWanted(typed);
  checkNamed(paths, terminal);
  await checkInputs(paths);
  await checkOutputs({ '--output': wanted.out }, [...paths, typed.values['mapping'], typed.values['triage']]);
  const decisions = await readDecisions(typed, terminal);
  const mappings = await readMappings(typed, terminal);
  const logRoot = await folderNamed('log-root', typed);
  const reading = { mappings, ...accountBy(typed), ...(logRoot !== undefined && { logRoot }) };
  const judging = { ...judgingOf(typed), ...(typed.configuration && { configuration: typed.configuration.values }) };
  const found = await findings(paths, { ...reading, ...judging }, typed.switches.has('quiet'), terminal, audit);
  if (found === undefined) return EXIT.cancelled;
  const { report, index } = found;
  if (wanted.subject) wanted.subject = wholeSubject(report, wanted.subject);
  checkSubject(report, wanted.subject);
  const now = Date.now();
  const request: ExportRequest = {
    report,
    prompts: wanted.prompts,
    triaged: applyTriage(report, decisions.triage, dayOf(now)),
    now,
    undecided: typed.switches.has('no-triage'),
    ...(wanted.subject && { subject: wanted.subject }),
    ...(wanted.actions && { actions: wanted.actions }),
    ...(await keyOf(wanted.format, typed)),
    ...sourceRootOf(report, await folderNamed('source-root', typed)),
    ...(await aboutLogs(wanted, report, index, reading)),
  };
  const input = exportInput(request);
  const remark = wanted.format.remark?.(input);
  if (remark?.isEmpty && wanted.subject) throw new UsageError(`Nothing to export. ${remark.text}`);
  const pieces = wanted.format.write(input);
  if (wanted.out === undefined || wanted.out === STANDARD_INPUT) {
    // A table has no escapes, so on a terminal, and only there, its control characters are shown as symbols.
    for (const chunk of batches(pieces))
      await terminal.out.write(terminal.out.isTerminal ? visibleLines(chunk) : chunk);
    return EXIT.clean;
  }
  await writeFile(wanted.out, pieces);
  if (!typed.switches.has('quiet')) await terminal.err.write(`${written(wanted, request, remark)}\n`);
  return EXIT.clean;
}

function readWanted({ values }: Typed): Wanted {
  const { campaign, account, output: out } = values;
  const given = values['format'] ?? (out === undefined ? undefined : formatOfName(out)?.id);
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
  if (format.about === 'account' && account === undefined)
    throw new UsageError(`--format ${format.id} is about one account: add --account NAME.`);
  const actions = actionsOf(format, values);
  return { format, prompts, out, ...(id !== undefined && { subject: { kind, id } }), ...(actions && { actions }) };
}

/** The key that indicators are hashed with, instead of being told. */
async function keyOf({ id }: ExportFormat, { values }: Typed): Promise<{ key?: string }> {
  const path = values['key'];
  if (path === undefined) return {};
  if (id !== 'stix') throw new UsageError('--key belongs to --format stix.');
  return { key: parseKey(await readRegularFile(path), path) };
}

const MAX_DAYS = 3650;

/** Which verdicts an actions list covers, and for how long its rows apply. */
function actionsOf({ id }: ExportFormat, { verdict, expires }: Typed['values']): ActionChoice | undefined {
  if (id !== 'actions') {
    if (verdict === undefined && expires === undefined) return undefined;
    throw new UsageError('--verdict and --expires belong to --format actions.');
  }
  const verdicts = verdict?.split(',').map(parseActedOn) ?? DEFAULT_ACTIONS.verdicts;
  const days = expires === undefined ? DEFAULT_ACTIONS.days : wholeNumber('expires', expires, 1, MAX_DAYS, 'days');
  return { verdicts, days };
}

/** The folder that an option names, as an absolute path. */
async function folderNamed(option: 'log-root' | 'source-root', { values }: Typed): Promise<string | undefined> {
  const path = values[option];
  if (path === undefined) return undefined;
  const known = await stat(path).catch(() => undefined);
  if (!known?.isDirectory()) throw new UsageError(`There is no folder "${path}" (--${option}).`);
  return resolve(path);
}

/** The folder that was named, or else the current one if logs with absolute paths are in it. */
function sourceRootOf({ inputs }: Report, named: string | undefined): { sourceRoot?: string } {
  if (named !== undefined) return { sourceRoot: named };
  const here = process.cwd();
  return inputs.files.some(({ path }) => path.startsWith(here + sep)) ? { sourceRoot: here } : {};
}

/** The report in the file, or that of a scan of the logs; undefined if the scan was cancelled. */
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
  const interrupt = cancelOnInterrupt(terminal, progress, NOTHING_WRITTEN);
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

/** What the format needs from the logs, and the times of requests, which only packets show. */
async function aboutLogs(
  { format, subject, prompts }: Wanted,
  report: Report,
  index: RequestIndex | undefined,
  reading: LogReading,
): Promise<Pick<ExportRequest, 'quotes' | 'lineHashes' | 'flagged' | 'activity'>> {
  const isPacket = format.reads === 'quotes' && subject !== undefined;
  const counted = isPacket ? (index ?? countedIndex(report)) : undefined;
  const activity = subject && counted && activityOf(counted, report, subject);
  const part = subject === undefined ? report : reportOn(report, subject);
  const flagged = format.reads === 'traces' ? flaggedLines(part, index) : undefined;
  const read = await readFromLog(report, format.reads, subject, { prompts, ...reading, ...(flagged && { flagged }) });
  return { ...read, ...(activity && { activity }) };
}

function written(
  { format, prompts, subject, out }: Wanted,
  { quotes }: ExportRequest,
  remark: ExportRemark | undefined,
): string {
  const about = subject ? `${subject.kind} ${subject.id}` : 'the whole report';
  const missing =
    quotes && quotes.unquoted.length > 0 ? ` ${counted(quotes.unquoted.length, 'log line')} could not be quoted.` : '';
  return `${format.name} on ${about} written to ${out ?? ''}; prompts: ${prompts}.${missing}${remark ? ` ${remark.text}` : ''}`;
}
