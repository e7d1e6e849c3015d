/**
 * Tables whose words people write and whose rows the code gives: a row for what is new is added in its place with the words of the code,
 * and one for what is gone goes. Rows may speak of several things; words that are there stay.
 *
 *   <!-- options of scan: rows by scripts/reference-docs.ts -->
 */
import { COMMANDS } from '../../src/cli/commands.ts';
import { COMMON_OPTIONS, type CommandOption } from '../../src/cli/command.ts';
import { EXPORT_TABLE } from '../../src/text/outputs/exports.ts';
import { markdown } from '../format-docs.ts';

/** A thing with a row: how rows name it, and its cells where nobody has written others. */
interface Entry {
  name: string;
  cells: readonly string[];
}

const TABLE = /(<!-- (options of ([\w-]+)|export formats): rows by scripts\/reference-docs\.ts -->\n\n)((?:\|.*\n)+)/g;

/** The page with a row in each of its tables for all that the code has. */
export const withRows = (page: string): string =>
  page.replaceAll(TABLE, (_, mark: string, of: string, command: string | undefined, table: string) => {
    const entries = command === undefined ? exportEntries() : optionEntries(command);
    if (entries.length === 0) throw new Error(`There is nothing to list of “${of}”.`);
    return `${mark}${markdown(rowsOf(table, entries))}\n`;
  });

function rowsOf(table: string, entries: readonly Entry[]): string[][] {
  const [head = [], , ...rows] = table
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
  const namesIn = (row: readonly string[]): string[] =>
    [...row[0]!.matchAll(/`(?:--)?([\w-]+)[^`]*`/g)].map(([, name]) => name!);
  const known = new Set<string>([...entries, ...COMMON_OPTIONS].map(({ name }) => name));
  const kept = rows.filter((row) => namesIn(row).some((name) => known.has(name)));
  let last = -1;
  for (const { name, cells } of entries) {
    const at = kept.findIndex((row) => namesIn(row).includes(name));
    if (at >= 0) last = at;
    else kept.splice(++last, 0, [...cells]);
  }
  return [head, ...kept];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The options of a command; those that all commands have may have rows, and need none. */
const optionEntries = (command: string): Entry[] =>
  (COMMANDS.find(({ name }) => name === command)?.options ?? []).map((option) => ({
    name: option.name,
    cells: [optionName(option), cell(option.text)],
  }));

const exportEntries = (): Entry[] =>
  EXPORT_TABLE.map(({ id, name, purpose }) => ({ name: id, cells: [`\`${id}\``, cell(`${name}. ${purpose}`)] }));

export function optionName({ name, short, value }: CommandOption): string {
  const long = `\`--${name}${value === undefined ? '' : ` ${value}`}\``;
  return short === undefined ? long : `\`-${short}\`, ${long}`;
}
