/** Reports findings as lines of JSON: to a file or standard output, and to a command's standard input. */
import { spawn } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { EVENT_FORMATS } from '../../report/events/event-formats.ts';
import { EventLog, type EventState } from '../../report/events/event-log.ts';
import type { Report } from '../../report/shape/report.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';
import { escapedJson, visible } from '../../text/visible.ts';
import { STANDARD_INPUT } from '../options/inputs.ts';
import type { EventOptions } from '../options/events.ts';
import type { Terminal } from './terminal.ts';
import { writeFile } from './write-file.ts';

/** A command that takes longer is stopped, so that following continues. */
const COMMAND_MS = 60_000;

export class EventOutput {
  private readonly log: EventLog;
  private readonly options: EventOptions;
  private readonly terminal: Terminal;

  constructor(options: EventOptions, known: EventState | undefined, terminal: Terminal) {
    this.options = options;
    this.terminal = terminal;
    this.log = new EventLog(known);
  }

  /** Then nothing else may be written there. */
  get toStandardOutput(): boolean {
    return this.options.file === STANDARD_INPUT;
  }

  /** The report, with what earlier reports and runs found of its campaigns. */
  continued(report: Report): Report {
    return this.log.continued(report);
  }

  /** Reports everything in the report that was not in the one before. It is remembered only after it has been reported. */
  async tell(triaged: TriagedReport): Promise<void> {
    const { file, format, command, state } = this.options;
    for (const event of this.log.next(triaged, Date.now())) {
      const line = `${escapedJson(JSON.stringify(EVENT_FORMATS[format](event)))}\n`;
      if (file === STANDARD_INPUT) await this.terminal.out.write(line);
      else if (file !== undefined) await appendFile(file, line);
      const fault = command === undefined ? undefined : await hand(command, line);
      if (fault !== undefined) await this.terminal.err.write(`--on-finding: ${visible(fault)}\n`);
    }
    if (state !== undefined) await writeFile(state, [`${JSON.stringify(this.log.state)}\n`]);
  }
}

/**
 * Runs the command as it was typed and writes the line to its standard input. No log text is in its arguments or its
 * environment. Returns a sentence if it fails.
 */
function hand(command: string, line: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['pipe', 'ignore', 'inherit'], windowsHide: true });
    const timer = setTimeout(() => {
      child.kill();
      resolve(`the command was stopped after ${COMMAND_MS / 1000} seconds.`);
    }, COMMAND_MS);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve(error.message);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve(
        code === 0
          ? undefined
          : `the command failed with ${code === null ? `signal ${String(signal)}` : `exit code ${code}`}.`,
      );
    });
    // A command need not read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(line);
  });
}
