import { withChanges } from '../../report/shape/changed.ts';
import { reportJson } from '../../report/shape/json/report-json.ts';
import { triageSummary } from '../../report/triage/triage-summary.ts';
import { countsText } from '../../report/triage/triage-words.ts';
import { headlineOf } from '../../report/triage/headline.ts';
import type { TriagedReport } from '../../report/triage/triaged-report.ts';
import { counted } from '../../text/numbers.ts';
import { STANDARD_INPUT } from '../options/files/inputs.ts';
import { screenSummary } from './summary/screen-summary.ts';
import type { Terminal } from './terminal.ts';
import { textSummary } from './summary/text-summary.ts';
import { visible } from '../../text/visible.ts';
import { batches, writeFile } from './write-file.ts';

/** Where the results of a scan go, as typed. */
export interface Outputs {
  format: 'text' | 'json';
  output: string | undefined;
  records: string | undefined;
  /** The evidence with its log lines on the screen, not just the summary; a file always gets it. */
  verbose?: boolean;
  /** Campaigns that decisions cleared are listed, too. */
  all?: boolean;
  /** File that the decisions come from. */
  triage: string | undefined;
}

/** Writes the report to its file or to standard output. With decisions, its JSON says in `triage` what they change. */
export async function writeReport(
  triaged: TriagedReport,
  today: string,
  { format, output, triage, verbose = false, all = false }: Outputs,
  terminal: Terminal,
): Promise<void> {
  const { report } = triaged;
  const { colour, columns } = terminal.out;
  const options = { colour, columns, all };
  const toFile = output !== undefined && output !== STANDARD_INPUT;
  if (format === 'text') {
    if (toFile) await writeFile(output, [textSummary(report, { colour: false, columns: 100, all }, triaged)]);
    else if (verbose) await terminal.out.write(textSummary(report, options, triaged));
    else await terminal.out.write(screenSummary(triaged, options));
    return;
  }
  const json = reportJson(
    triage === undefined ? report : withChanges(report, { triage: triageSummary(triaged, today) }),
  );
  if (toFile) await writeFile(output, json);
  else for (const chunk of batches(json)) await terminal.out.write(chunk);
}

/** A line on what was written and on decisions, so that a scan whose report goes to a file does not end silently. */
export async function tellOutputs(
  triaged: TriagedReport,
  { format, output, records, triage }: Outputs,
  terminal: Terminal,
): Promise<void> {
  const { report } = triaged;
  const toFile = output !== undefined && output !== STANDARD_INPUT;
  if (toFile) {
    const found = visible(headlineOf(triaged).short);
    const partial = report.partial ? 'Partial report' : 'Report';
    await terminal.err.write(
      `${partial} written to ${output}: ${found}, ${counted(report.inputs.requests, 'request')} read.\n`,
    );
  }
  if (triage !== undefined && (toFile || format === 'json')) {
    const text = countsText(triaged) || 'none applies to these findings';
    await terminal.err.write(`Decisions in ${visible(triage)}: ${text}.\n`);
  }
  if (records !== undefined) {
    await terminal.err.write(`${counted(report.inputs.requests, 'row')} written to ${records}.\n`);
  }
}
