import { CONTAINERS } from '../../reader/bytes/containers/container-table.ts';
import { listFormats } from '../../reader/records/formats/format-table.ts';
import { colours } from '../output/colours.ts';
import type { Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { reportFormat } from '../options/report-format.ts';
import type { Terminal } from '../output/terminal.ts';
import { hang } from '../output/text-layout.ts';

/** Runs `prompt-audit formats`: what can be read, and which fields each format provides. */
export async function formats(typed: Typed, terminal: Terminal): Promise<number> {
  const known = listFormats().filter(({ gives }) => gives.length > 0);
  if (reportFormat(typed.values['format'], undefined) === 'json') {
    await terminal.out.write(`${JSON.stringify({ version: 1, formats: known, containers: CONTAINERS }, null, 2)}\n`);
    return EXIT.clean;
  }
  const { columns, colour } = terminal.out;
  const { bold, dim } = colours(colour);
  const lines = [bold(`${known.length} formats, recognised record by record`)];
  for (const { name, title, gives } of known) {
    lines.push(...hang(`  ${name.padEnd(18)}`, title, columns));
    lines.push(...hang(' '.repeat(20), `gives ${gives.join(', ')}`, columns).map(dim));
  }
  lines.push('', bold('Containers, recognised by their content'));
  for (const { name, text } of CONTAINERS) lines.push(...hang(`  ${name.padEnd(18)}`, text, columns));
  lines.push('', ...hang('', 'Any other JSON or CSV: prompt-audit inspect LOG proposes a mapping for it.', columns));
  await terminal.out.write(`${lines.join('\n')}\n`);
  return EXIT.clean;
}
