import { stat } from 'node:fs/promises';
import type { AuditOptions, AuditResult } from '../../engine/pipeline/audit.ts';
import type { LogReading } from '../../report/export/read-requests.ts';
import type { Report } from '../../report/shape/report.ts';
import { headlineOf } from '../../report/triage/headline.ts';
import { NO_TRIAGE } from '../../report/triage/triage.ts';
import { unreadInputs } from '../../report/shape/unread-inputs.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { dayOf } from '../../text/times.ts';
import { FolderLogStore } from '../../engine/ingest/checkpoints/folder-log-store.ts';
import { useSecretOf } from '../../engine/ingest/checkpoints/folder-secret.ts';
import type { Typed } from '../command.ts';
import { endingOf, EXIT, parseFailOn, RULE_ENDING } from '../exit-code.ts';
import { eventOptions, readEventState } from '../options/events.ts';
import { checkInputs, checkNamed, missedInputs, STANDARD_INPUT } from '../options/files/inputs.ts';
import { checkOutputs } from '../options/files/outputs.ts';
import { reportFormat } from '../options/report-format.ts';
import { checkTyped, checkUsed } from '../options/unused.ts';
import { cancelOnInterrupt, PART_REPORTED } from '../interrupt.ts';
import { isGated, judgingOf } from '../options/judging.ts';
import { limitsOf, memoryOf } from '../options/limits.ts';
import { accountBy, readMappings } from '../options/files/mappings.ts';
import { wholeNumber } from '../options/whole-number.ts';
import { workersOf } from '../options/workers.ts';
import { EventOutput } from '../output/event-output.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { stateFolder } from '../options/files/state-folder.ts';
import type { Terminal } from '../output/terminal.ts';
import { type Outputs, tellOutputs, writeReport } from '../output/report-output.ts';
import { rulesOfScan } from './scan-rules.ts';
import { readDecisions } from '../options/files/triage.ts';
import { UsageError } from '../usage-error.ts';
import { visible } from '../../text/visible.ts';
import { writeFile } from '../output/write-file.ts';

/** Requests that `--keep` takes. */
const [MIN_KEEP, MAX_KEEP] = [1000, 50_000_000];

export type Audit = (sources: readonly string[], options: AuditOptions) => Promise<AuditResult>;

/** Runs `prompt-audit scan` and returns the exit code. Everything that was typed is checked before the first byte is read. */
export async function scan(typed: Typed, terminal: Terminal, audit: Audit): Promise<number> {
  const { output, records, accounts } = typed.values;
  const patterns = typed.rest;
  const quiet = typed.switches.has('quiet');
  const format = reportFormat(typed.values['format'], output);
  const failOn = given(typed.values['fail-on'], parseFailOn);
  const workers = workersOf(typed);
  const limits = limitsOf(typed);
  const memory = memoryOf(typed);
  const keep = given(typed.values['keep'], (value) => wholeNumber('keep', value, MIN_KEEP, MAX_KEEP));
  const judging = judgingOf(typed);
  const telling = eventOptions(typed);
  checkTyped(typed);
  checkNamed(patterns, terminal);
  await checkFile('--accounts', accounts, 'a CSV file');
  await checkFile('--baseline', typed.values['baseline'], 'a file that prompt-audit baseline wrote');
  await checkInputs(patterns);
  const { baseline, mapping, triage: decided, indicators, key } = typed.values;
  await checkFile('--indicators', indicators, 'a STIX bundle or a list of indicators');
  await checkFile('--key', key, 'a file with a key');
  await checkOutputs(
    { '--output': output, '--records': records, '--events': telling?.file, '--state': telling?.state },
    [...patterns, accounts, baseline, mapping, decided, indicators, key],
  );
  const mappings = await readMappings(typed, terminal);
  const { triage, file: triageFile } = await readDecisions(typed, terminal);
  const rules = await rulesOfScan(typed);

  const known = telling?.state === undefined ? undefined : await readEventState(telling.state);
  const events = telling && new EventOutput(telling, known, terminal);

  const progress = new ProgressLine(terminal.err, quiet);
  const interrupt = cancelOnInterrupt(terminal, progress, PART_REPORTED);
  const remarks: string[] = [];
  try {
    if (typed.switches.has('incremental')) await useSecretOf(stateFolder());
    const store = typed.switches.has('incremental')
      ? { logStore: new FolderLogStore(stateFolder(), [mappings, accountBy(typed), limits]) }
      : {};
    const options = {
      ...(workers !== undefined && { workers }),
      ...(accounts !== undefined && { directory: accounts }),
      ...(typed.values['baseline'] !== undefined && { baseline: typed.values['baseline'] }),
      ...(indicators !== undefined && { indicators }),
      ...(key !== undefined && { indicatorKey: key }),
      ...(mappings.length > 0 && { mappings }),
      ...accountBy(typed),
      ...limits,
      ...memory,
      ...judging,
      ...(typed.configuration && { configuration: typed.configuration.values }),
      ...(typed.switches.has('no-text') && { prompts: false }),
    };
    const keepsText = format === 'json' && !typed.switches.has('no-text');
    const completing = keepsText ? { complete: await keepLines({ mappings, ...accountBy(typed) }) } : {};
    const verbose = typed.switches.has('verbose');
    const all = typed.switches.has('all');
    const outputs: Outputs = { format, output, records, triage: triageFile, verbose, all };
    if (typed.switches.has('follow')) {
      interrupt.release();
      const { followLogs } = await import('./follow.ts');
      const gated = isGated(typed);
      return await followLogs(
        {
          patterns,
          options: { ...options, ...completing },
          store,
          rules,
          reading: { mappings, ...accountBy(typed) },
          keep,
          outputs,
          triage,
          failOn,
          gated,
          quiet,
          progress,
          events,
        },
        terminal,
      );
    }
    const result = await audit(patterns, {
      ...options,
      ...completing,
      reading: { ...store, onRemark: (sentence) => remarks.push(sentence) },
      onProgress: (state) => progress.show(state),
      signal: interrupt.signal,
    });
    const reading = { mappings, ...accountBy(typed), signal: interrupt.signal };
    const found = await rules.applyTo(result, patterns, reading);
    const report = events?.continued(found) ?? found;
    progress.clear();
    if (!quiet) for (const remark of remarks) await terminal.err.write(`${visible(remark)}\n`);
    const cancelled = interrupt.signal.aborted;
    if (report.inputs.requests === 0 && !cancelled) throw new UsageError(nothingRead(report));
    if (records !== undefined) {
      const { recordsCsv } = await import('../../report/shape/records-csv.ts');
      await writeFile(records, recordsCsv(result.index, report));
    }
    const today = dayOf(Date.now());
    const triaged = applyTriage(report, triage, today);
    // Only one of them can use standard output: if events go there, the report has to be asked for.
    if (telling?.file !== STANDARD_INPUT || output !== undefined) await writeReport(triaged, today, outputs, terminal);
    await events?.tell(triaged);
    if (!quiet) await tellOutputs(triaged, outputs, terminal);
    if (cancelled) return EXIT.cancelled;
    const ending = endingOf(triaged, failOn, isGated(typed));
    const isHit = ending.code !== EXIT.findings && rules.fails(triaged);
    const { code, message } = isHit ? RULE_ENDING : ending;
    const missed = code === EXIT.findings ? [] : missedInputs(patterns, report);
    if (missed.length > 0) throw new UsageError(`Not everything was read.\n  ${missed.join('\n  ')}`);
    await checkUsed(typed, report);
    if (message !== undefined) await terminal.err.write(`prompt-audit: ${visible(message)}\n`);
    return code;
  } finally {
    progress.clear();
    interrupt.release();
  }
}

/** A report that goes to a file may be read where the logs are not. */
async function keepLines(reading: LogReading): Promise<NonNullable<AuditOptions['complete']>> {
  const { keptLines } = await import('../../report/export/lines-to-keep.ts');
  return async (report, sources, firstPart) => ({
    ...report,
    kept: await keptLines(report, { ...reading, sources, ...(firstPart && { firstPart }) }),
  });
}

const given = <T>(value: string | undefined, read: (value: string) => T): T | undefined =>
  value === undefined ? undefined : read(value);

async function checkFile(option: string, path: string | undefined, what: string): Promise<void> {
  if (path === undefined) return;
  const known = await stat(path).catch(() => undefined);
  if (known === undefined) throw new UsageError(`There is no file "${path}" (${option}).`);
  if (known.isDirectory()) throw new UsageError(`"${path}" is a folder; ${option} takes ${what}.`);
}

/** Why a scan has nothing to report: the sentence that the editor also shows, and the reasons. */
function nothingRead(report: Report): string {
  const { sentence } = headlineOf(applyTriage(report, NO_TRIAGE, ''));
  return [sentence, ...unreadInputs(report.inputs)].join('\n  ');
}
