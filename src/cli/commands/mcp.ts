import type { AuditOptions, AuditResult } from '../../engine/pipeline/audit.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { withDecisions } from '../../report/triage/triage-summary.ts';
import { dayOf } from '../../text/times.ts';
import { isPromptMode, PROMPT_MODES } from '../../report/export/prompt-mode.ts';
import { serveStdio } from '../../mcp/server.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { checkInputs, STANDARD_INPUT } from '../options/files/inputs.ts';
import { judgingOf } from '../options/judging.ts';
import { accountBy, readMappings } from '../options/files/mappings.ts';
import { readDecisions } from '../options/files/triage.ts';
import { readReportFile } from '../options/files/report-file.ts';
import type { Terminal } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';

export type Audit = (sources: readonly string[], options: AuditOptions) => Promise<AuditResult>;

/** Runs `prompt-audit mcp`: answers a language model's questions about a report, or about logs that are scanned first. */
export async function mcp(typed: Typed, terminal: Terminal, audit: Audit): Promise<number> {
  const { rest: paths } = typed;
  if (paths.length === 0 || paths.includes(STANDARD_INPUT)) {
    throw new UsageError('Name a report or a log file: standard input carries the questions.');
  }
  const prompts = typed.values['prompts'] ?? 'redacted';
  if (!isPromptMode(prompts)) {
    throw new UsageError(`--prompts takes ${Object.keys(PROMPT_MODES).join(', ')}, not "${prompts}".`);
  }
  await checkInputs(paths);
  const reading = { mappings: await readMappings(typed, terminal), ...accountBy(typed) };
  const { triage } = await readDecisions(typed, terminal);
  const [first] = paths;
  const known = paths.length === 1 && first !== undefined ? await readReportFile(first) : undefined;
  const stop = new AbortController();
  const release = terminal.onInterrupt(() => stop.abort());
  try {
    const options = { ...reading, ...judgingOf(typed), signal: stop.signal };
    const scanned = known ?? (await audit(paths, options)).report;
    if (stop.signal.aborted) return EXIT.cancelled;
    const now = Date.now();
    const undecided = typed.switches.has('no-triage');
    const report = withDecisions(scanned, applyTriage(scanned, triage, dayOf(now)), { undecided, now });
    await serveStdio({ report, prompts, reading }, stop.signal);
    return EXIT.clean;
  } finally {
    release();
  }
}
