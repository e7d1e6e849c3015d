/**
 * Tables whose words people write and whose rows the code gives: a row for what is new is added in its place with the words of the code,
 * and one for what is gone goes. Rows may speak of several things; words that are there stay.
 *
 *   <!-- export formats: rows by scripts/reference-docs.ts -->
 */
import { EXPORT_TABLE } from '../../src/text/outputs/exports.ts';
import { markdown } from '../format-docs.ts';

/** A thing with a row: how rows name it, and its cells where nobody has written others. */
interface Entry {
  name: string;
  cells: readonly string[];
}

const TABLE = /(<!-- export formats: rows by scripts\/reference-docs\.ts -->\n\n)((?:\|.*\n)+)/g;

/** The page with a row in its table for every format of export. */
export const withRows = (page: string): string =>
  page.replaceAll(TABLE, (_, mark: string, table: string) => `${mark}${markdown(rowsOf(table, exportEntries()))}\n`);

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
  const known = new Set<string>(entries.map(({ name }) => name));
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

const exportEntries = (): Entry[] =>
  EXPORT_TABLE.map(({ id, name, purpose }) => ({ name: id, cells: [`\`${id}\``, cell(`${name}. ${purpose}`)] }));
