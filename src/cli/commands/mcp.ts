import type { AuditOptions, AuditResult } from '../../engine/pipeline/audit.ts';
import { heldReport } from '../../report/shape/without-prompts.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { withDecisions } from '../../report/triage/triage-summary.ts';
import { dayOf } from '../../text/times.ts';
import { isPromptMode, PROMPT_MODES } from '../../report/export/prompt-mode.ts';
import { serveStdio } from '../../mcp/server.ts';
import type { AgentView } from '../../report/agents/agent-tools.ts';
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

/** Runs `prompt-audit mcp`: answers a language model's questions about a report, or about logs, which it scans meanwhile. */
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
    const state = { isServed: false };
    const view = async (): Promise<AgentView> => {
      const scanned = known ?? heldReport((await audit(paths, options)).report);
      const now = Date.now();
      const undecided = typed.switches.has('no-triage');
      const report = withDecisions(scanned, applyTriage(scanned, triage, dayOf(now)), { undecided, now });
      state.isServed = !stop.signal.aborted;
      return { report, prompts, reading };
    };
    await serveStdio(view(), stop.signal);
    return stop.signal.aborted && !state.isServed ? EXIT.cancelled : EXIT.clean;
  } finally {
    stop.abort();
    release();
  }
}
