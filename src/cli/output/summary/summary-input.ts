import type { FileSummary, LineReason, Report } from '../../../report/shape/report.ts';
import { logName } from '../../../text/log-name.ts';
import { bytes, count, counted } from '../../../text/numbers.ts';
import { moment } from '../../../text/times.ts';
import type { Style } from './style.ts';
import { place } from './summary-findings.ts';
import { hang, table } from '../text-layout.ts';
import { visible, visibleLine } from '../../../text/visible.ts';

const FILES = 10;
const REASONS = 10;

/** What was read, what could not be, and why; the counts add up. */
export function inputText(report: Report, style: Style): string[] {
  const { inputs, population, period } = report;
  const counts = `${counted(inputs.lines, 'line')} = ${count(inputs.records)} with requests + ${count(inputs.rejected)} rejected + ${count(inputs.skipped)} skipped`;
  const size = `${counted(inputs.files.length, 'file')}, ${bytes(inputs.bytes)}`;
  const requests = `${counted(inputs.requests, 'request')} from ${counted(population.accounts, 'account')}`;
  const when = period === null ? 'without times' : `${moment(period.start)} to ${moment(period.end)} UTC`;
  return [
    style.bold('Input'),
    ...hang('  ', `${size}: ${counts}.`, style.width),
    ...hang('  ', `${requests}, ${when}.`, style.width),
    ...(inputs.notes ?? []).flatMap((note) => hang('  ', visibleLine(note), style.width)),
    ...filesText(inputs.files, style),
    ...reasonsText(inputs.reasons, style),
  ];
}

/** Every file that could not be read, and the names of the others. */
function filesText(files: readonly FileSummary[], style: Style): string[] {
  const failed = files.filter((file) => file.error !== undefined);
  const read = files.filter((file) => file.error === undefined);
  const rows = read.slice(0, FILES).map((file) => {
    const formats = Object.entries(file.formats).map(([format, requests]) => `${format} ${count(requests)}`);
    const packed = file.compression === 'none' ? '' : `, ${file.compression}`;
    return [`  ${visible(logName(file.path))}`, `${bytes(file.bytes)}${packed}`, formats.join(', ') || 'no requests'];
  });
  const rest = read.length - FILES;
  const noted = read.filter((file) => file.note !== undefined).slice(0, FILES);
  return [
    ...table(rows, [1]),
    ...(rest > 0 ? [`  … and ${counted(rest, 'more file')}`] : []),
    ...noted.flatMap((file) =>
      hang('  ', `${visible(logName(file.path))}: ${visibleLine(file.note ?? '')}`, style.width),
    ),
    ...failed.flatMap((file) =>
      hang('  ', `${visible(logName(file.path))}: ${visibleLine(file.error ?? '')}`, style.width).map((line) =>
        style.yellow(line),
      ),
    ),
  ];
}

function reasonsText(reasons: readonly LineReason[], style: Style): string[] {
  return reasons.slice(0, REASONS).flatMap((reason) => {
    const example = reason.examples[0];
    const where = example === undefined ? '' : ` (${place(example)})`;
    return hang(`  ${reason.outcome} ${count(reason.count)}: `, `${visibleLine(reason.reason)}${where}`, style.width);
  });
}

/** Which detectors had the data they need. A detector that abstains says nothing, neither for nor against. */
export function detectorText(report: Report, style: Style): string[] {
  if (report.detectors.length === 0) return [];
  const abstained = report.detectors.filter((detector) => detector.state === 'abstained');
  const ran = report.detectors.length - abstained.length;
  return [
    style.bold('Detectors'),
    `  ${count(ran)} ran, ${count(abstained.length)} abstained.`,
    ...abstained.flatMap((detector) =>
      hang(`  ${detector.name} abstained. `, visibleLine(detector.reason ?? 'No reason was given.'), style.width),
    ),
  ];
}

/** Settings that are not defaults, and where each came from. */
export function configurationText({ configuration = [] }: Report, style: Style): string[] {
  const rows = configuration
    .filter(({ from }) => from !== 'default')
    .map(({ key, value, from, place = from }) => [`  ${key}`, visible(value), visible(place)]);
  return rows.length === 0 ? [] : [style.bold('Settings'), ...table(rows)];
}
