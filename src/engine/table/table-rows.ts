import { Dictionary } from '../../math/dictionary.ts';
import type { RowColumns } from './request-row.ts';
import type { PackedTable, RequestTable } from './request-table.ts';
import { TextPool } from './text-pool.ts';

type Name = keyof PackedTable['names'];

/**
 * Rows `from` to `to` (exclusive) of a table as a table of their own, with only the names and texts they use. Columns are
 * views of the table's where they need no change: neither of the two may be changed as long as the other is in use.
 */
export function tableRows(table: RequestTable, from: number, to: number): PackedTable {
  const rows = Object.fromEntries(
    Object.entries(table.rows).map(([name, column]) => [name, column.subarray(from, to)]),
  ) as RowColumns;
  const names = Object.keys(table.names) as Name[];
  const used = names.map((name) => [name, new Dictionary()] as const);
  const numbered = used.map(([name, dictionary]) => {
    const { values } = table.names[name];
    return [name, renumbered(rows[name], values.length, (known) => dictionary.add(values[known]!))];
  });
  const texts = new TextPool();
  const facts = table.facts.ordered([[from, to - from]]).pack();
  const take = (text: number): number => texts.take(table.texts, text);
  return {
    length: to - from,
    rows: {
      ...rows,
      ...(Object.fromEntries(numbered) as Pick<RowColumns, Name>),
      system: renumbered(rows.system, table.texts.length, take),
      user: renumbered(rows.user, table.texts.length, take),
      open: renumbered(rows.open, table.texts.length, take),
      whole: renumbered(rows.whole, table.texts.length, take),
    },
    texts: texts.pack(),
    names: Object.fromEntries(used.map(([name, { values }]) => [name, values])) as PackedTable['names'],
    ...(facts && { facts }),
  };
}

/** A column with its numbers below `count` given anew; 0 stays. */
function renumbered<C extends Uint8Array | Uint16Array | Uint32Array>(
  column: C,
  count: number,
  give: (known: number) => number,
): C {
  const numbers = new Uint32Array(count);
  return column.map((known) => (known === 0 ? 0 : (numbers[known] ||= give(known)))) as C;
}

/** A packed table whose rows are said to be in another source. All columns but that of the source are shared. */
export function inSource(table: PackedTable, source: number): PackedTable {
  return { ...table, rows: { ...table.rows, source: new Uint16Array(table.length).fill(source) } };
}
