import { dayOf } from '../../text/times.ts';
import type { ReadingOptions } from '../../reader/convert/read-requests.ts';
import type { AuditOptions, AuditResult } from '../../engine/pipeline/audit.ts';
import { follow, type FollowOptions } from '../../engine/follow/follow.ts';
import type { Report, Verdict } from '../../report/shape/report.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { type Triage } from '../../report/triage/triage.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';
import { counted } from '../../text/numbers.ts';
import { type Ending, endingOf, EXIT, RULE_ENDING } from '../exit-code.ts';
import { followNews } from '../output/follow-news.ts';
import { STANDARD_INPUT } from '../options/files/inputs.ts';
import type { EventOutput } from '../output/event-output.ts';
import type { ProgressLine } from '../output/progress-line.ts';
import { type Outputs, tellOutputs, writeReport } from '../output/report-output.ts';
import type { Terminal } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { ScanRules } from './scan-rules.ts';
import { escapedJson, visible } from '../../text/visible.ts';
import { writeFile } from '../output/write-file.ts';

export interface Following {
  patterns: readonly string[];
  options: Omit<AuditOptions, 'signal'>;
  /** What earlier scans found. */
  store: Pick<FollowOptions, 'logStore'>;
  /** Rules and canaries, run for each report. */
  rules: ScanRules;
  reading: ReadingOptions;
  /** Number of requests to judge. */
  keep: number | undefined;
  outputs: Outputs;
  triage: Triage;
  failOn: Verdict | undefined;
  /** Does a log that cannot be judged fail the command? */
  gated: boolean;
  quiet: boolean;
  progress: ProgressLine;
  /** Where to report what is new. */
  events: EventOutput | undefined;
}

/**
 * Runs `prompt-audit scan --follow` until Ctrl-C, or until there is a finding that `--fail-on` or `--fail-on-rule` covers.
 * Files are rewritten with every report; standard output gets the first report and then what is new, or one line of JSON per report.
 */
export async function followLogs(following: Following, terminal: Terminal): Promise<number> {
  const { patterns, options, store, rules, reading, keep, outputs, triage, failOn, gated, quiet, progress, events } =
    following;
  if (patterns.includes(STANDARD_INPUT)) {
    throw new UsageError('--follow takes files and folders: standard input cannot be read again.');
  }
  const stop = new AbortController();
  const release = terminal.onInterrupt(() => {
    if (stop.signal.aborted) terminal.quit(EXIT.cancelled);
    stop.abort();
  });
  let last: Report | undefined;
  let ending: Ending = { code: EXIT.clean };
  const onReport = async (result: AuditResult, places: readonly string[]): Promise<void> => {
    progress.clear();
    const today = dayOf(Date.now());
    const found = await rules.applyTo(result, places, reading);
    const report = events?.continued(found) ?? found;
    const triaged = applyTriage(report, triage, today);
    await writeFiles(result, triaged, today, outputs, terminal);
    if (!events?.toStandardOutput) await tellNews(last, triaged, today, outputs, terminal);
    await events?.tell(triaged);
    if (last === undefined && !quiet) {
      await tellOutputs(triaged, outputs, terminal);
      await terminal.err.write(`Following ${counted(report.inputs.files.length, 'file')}. Press Ctrl-C to stop.\n`);
    }
    last = report;
    ending = endingOf(triaged, failOn, gated);
    if (ending.code !== EXIT.findings && rules.fails(triaged)) ending = RULE_ENDING;
    if (ending.code === EXIT.findings) stop.abort();
  };
  try {
    await follow(patterns, {
      ...options,
      ...store,
      ...(keep !== undefined && { keepRequests: keep }),
      onProgress: (state) => progress.show(state),
      onRemark: (sentence) => {
        if (quiet) return;
        progress.clear();
        void terminal.err.write(`${visible(sentence)}\n`);
      },
      onReport,
      signal: stop.signal,
    });
  } finally {
    progress.clear();
    release();
  }
  if (ending.message !== undefined) await terminal.err.write(`prompt-audit: ${visible(ending.message)}\n`);
  return ending.code;
}

async function writeFiles(
  { index, report }: AuditResult,
  triaged: TriagedReport,
  today: string,
  outputs: Outputs,
  terminal: Terminal,
): Promise<void> {
  if (outputs.records !== undefined) {
    const { recordsCsv } = await import('../../report/shape/records-csv.ts');
    await writeFile(outputs.records, recordsCsv(index, report));
  }
  if (toFile(outputs)) await writeReport(triaged, today, outputs, terminal);
}

/** Standard output: the first report and then what is new; for programs one line per report, unless a file gets it. */
async function tellNews(
  last: Report | undefined,
  triaged: TriagedReport,
  today: string,
  outputs: Outputs,
  terminal: Terminal,
): Promise<void> {
  const { report } = triaged;
  if (outputs.format === 'json' && !toFile(outputs)) {
    await terminal.out.write(`${escapedJson(JSON.stringify(report))}\n`);
    return;
  }
  if (last === undefined && !toFile(outputs)) {
    await writeReport(triaged, today, outputs, terminal);
    return;
  }
  const news = last === undefined ? [] : followNews(last, triaged, terminal.out);
  if (news.length === 0) return;
  const { requests, rejected } = report.inputs;
  const time = new Date().toTimeString().slice(0, 8);
  const head = `${time}  ${counted(requests, 'request')} read, ${counted(rejected, 'line')} rejected`;
  await terminal.out.write(`${[head, ...news].join('\n')}\n`);
}

function toFile({ output }: Outputs): boolean {
  return output !== undefined && output !== STANDARD_INPUT;
}
