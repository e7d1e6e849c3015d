import { alignedRows } from '../../report/inspect/aligned-rows.ts';
import { type InspectOptions, inspectLogs } from '../../report/inspect/inspect-log.ts';
import { inspectionSections } from '../../report/inspect/inspection-sections.ts';
import type { Inspection } from '../../report/inspect/inspection.ts';
import { colours } from '../output/colours.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { checkInputs, checkNamed } from '../options/files/inputs.ts';
import { checkOutputs } from '../options/files/outputs.ts';
import { accountBy, readMappings } from '../options/files/mappings.ts';
import { reportFormat } from '../options/report-format.ts';
import { wholeNumber } from '../options/whole-number.ts';
import type { Output, Terminal } from '../output/terminal.ts';
import { hang } from '../output/text-layout.ts';
import { UsageError } from '../usage-error.ts';
import { escapedJson, visible, visibleLine } from '../../text/visible.ts';
import { writeFile } from '../output/write-file.ts';

const DEFAULT_LIMIT = '3';
const MAX_LIMIT = 1000;

/** Runs `prompt-audit inspect`: what a log contains, how it is read, and a mapping for what cannot be read. */
export async function inspect(typed: Typed, terminal: Terminal): Promise<number> {
  const paths = typed.rest;
  checkNamed(paths, terminal);
  const target = typed.values['write-mapping'];
  const wantsJson = reportFormat(typed.values['format'], undefined) === 'json';
  const options: InspectOptions = {
    show: wholeNumber('limit', typed.values['limit'] ?? DEFAULT_LIMIT, 0, MAX_LIMIT),
    text: !typed.switches.has('no-text'),
  };
  await checkInputs(paths);
  await checkOutputs({ '--write-mapping': target }, [...paths, typed.values['mapping']]);
  const mappings = await readMappings(typed, terminal);
  const { inspections, refused, leftOut } = await inspectLogs(paths, { ...options, ...accountBy(typed), mappings });
  if (wantsJson) {
    await terminal.out.write(`${escapedJson(JSON.stringify({ version: 1, inspections, refused }, null, 2))}\n`);
  } else {
    for (const inspection of inspections) await terminal.out.write(inspectionText(inspection, terminal.out));
    if (leftOut > 0) await terminal.out.write(`${leftOut} more files were left out.\n`);
  }
  const profiles = inspections.flatMap(({ proposal }) => (proposal === undefined ? [] : [proposal.profile]));
  if (target !== undefined) {
    if (profiles.length === 0) throw new UsageError('There is no mapping to write, because none was proposed.');
    await writeFile(target, [`${JSON.stringify(profiles.length === 1 ? profiles[0] : profiles, null, 2)}\n`]);
    if (!typed.switches.has('quiet'))
      await terminal.err.write(`Mapping written to ${target}. Check it before you use it.\n`);
  }
  if (refused.length > 0) {
    throw new UsageError(
      `Not everything was read.\n  ${refused.map(({ file, error }) => `${file}: ${error}`).join('\n  ')}`,
    );
  }
  return EXIT.clean;
}

/** What is known about one log, for a terminal. */
function inspectionText(inspection: Inspection, { colour, columns }: Pick<Output, 'colour' | 'columns'>): string {
  const { bold } = colours(colour);
  const lines = [bold(visible(inspection.file))];
  const save =
    'Save it with --write-mapping FILE, correct what is wrong, and give it to scan, inspect or convert with --mapping FILE.';
  for (const { title, text, rows, json } of inspectionSections(inspection, { save })) {
    lines.push('', bold(title), ...text.flatMap((sentence) => hang('  ', visibleLine(sentence, 1000), columns)));
    if (rows !== undefined && rows.length > 1) lines.push(...alignedRows(rows).map((row) => `  ${visible(row)}`));
    // JSON text has no control characters but line breaks; others are escaped by `visible`.
    if (json !== undefined)
      lines.push(
        ...JSON.stringify(json, null, 2)
          .split('\n')
          .map((line) => `  ${visible(line)}`),
      );
  }
  return `${lines.join('\n')}\n\n`;
}
