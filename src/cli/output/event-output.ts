/** Reports findings as lines of JSON: to a file or standard output, and to a command's standard input. */
import { appendFile } from 'node:fs/promises';
import { EventLog, type EventState } from '../../report/events/event-log.ts';
import { eventLine, handTo } from '../../report/events/event-output.ts';
import type { Report } from '../../report/shape/report.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';
import { visible } from '../../text/visible.ts';
import { STANDARD_INPUT } from '../options/files/inputs.ts';
import type { EventOptions } from '../options/events.ts';
import type { Terminal } from './terminal.ts';
import { writeFile } from './write-file.ts';

export class EventOutput {
  private readonly log: EventLog;

  constructor(
    private readonly options: EventOptions,
    known: EventState | undefined,
    private readonly terminal: Terminal,
  ) {
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
      const line = eventLine(event, format);
      if (file === STANDARD_INPUT) await this.terminal.out.write(line);
      else if (file !== undefined) await appendFile(file, line);
      const fault = command === undefined ? undefined : await handTo(command, line);
      if (fault !== undefined) await this.terminal.err.write(`--on-finding: ${visible(fault)}\n`);
    }
    if (state !== undefined) await writeFile(state, [`${JSON.stringify(this.log.state)}\n`]);
  }
}
