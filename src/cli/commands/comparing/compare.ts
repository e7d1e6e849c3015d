import { compareReports } from '../../../report/compare/compare-reports.ts';
import type { ComparedItem } from '../../../report/compare/comparison.ts';
import { type Verdict, VERDICTS } from '../../../report/shape/report.ts';
import { applyTriage } from '../../../report/triage/apply-triage.ts';
import { dayOf } from '../../../text/times.ts';
import { isCounted, type TriagedReport } from '../../../report/triage/triaged-report.ts';
import type { Typed } from '../../command.ts';
import { comparisonText } from '../../output/comparison-text.ts';
import { endingOf, EXIT, parseFailOn } from '../../exit-code.ts';
import { STANDARD_INPUT } from '../../options/files/inputs.ts';
import { checkOutputs } from '../../options/files/outputs.ts';
import { reportFormat } from '../../options/report-format.ts';
import { readNamedReport } from '../../options/files/report-file.ts';
import type { Terminal } from '../../output/terminal.ts';
import { readDecisions } from '../../options/files/triage.ts';
import { UsageError } from '../../usage-error.ts';
import { escapedJson, visible } from '../../../text/visible.ts';
import { writeFile } from '../../output/write-file.ts';

/** Runs `prompt-audit compare`: what is new, gone and changed between two reports. */
export async function compare(typed: Typed, terminal: Terminal): Promise<number> {
  const [first, second, ...more] = typed.rest;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new UsageError('Name two reports: the earlier one, then the later one. See: prompt-audit compare --help');
  }
  const { format, output } = typed.values;
  const kind = reportFormat(format, output);
  const failOn = typed.values['fail-on'] === undefined ? undefined : parseFailOn(typed.values['fail-on']);
  await checkOutputs({ '--output': output }, [first, second, typed.values['triage']]);
  const { triage } = await readDecisions(typed, terminal);
  const [before, after] = [await readNamedReport(first), await readNamedReport(second)];
  const comparison = compareReports(before, after);
  const triaged = applyTriage(after, triage, dayOf(Date.now()));
  const json = kind === 'json';
  const toFile = output !== undefined && output !== STANDARD_INPUT;
  const text = json
    ? `${escapedJson(JSON.stringify(comparison, null, 2))}\n`
    : comparisonText(comparison, triaged, toFile ? { colour: false, columns: 100 } : terminal.out);
  if (toFile) await writeFile(output, [text]);
  else await terminal.out.write(text);
  const grave = failOn !== undefined && comparison.items.some((item) => isGraver(item, failOn, triaged));
  if (grave) return EXIT.findings;
  if (failOn === undefined || after.coverage.state !== 'not-judged') return EXIT.clean;
  // If the log shows nothing, finding nothing worse in it means nothing.
  const { message = '' } = endingOf(triaged, undefined, true);
  await terminal.err.write(`prompt-audit: ${visible(message)}\n`);
  return EXIT.notJudged;
}

/**
 * Whether it now has this verdict or a more serious one, and did not before. Items that people decided not to count are left
 * out.
 */
function isGraver({ kind, before, after }: ComparedItem, verdict: Verdict, triaged: TriagedReport): boolean {
  const limit = VERDICTS.indexOf(verdict);
  if (after === null || VERDICTS.indexOf(after.verdict) > limit) return false;
  const wasGrave = before !== null && VERDICTS.indexOf(before.verdict) <= limit;
  return !wasGrave && isCounted(triaged, kind, after.id);
}
