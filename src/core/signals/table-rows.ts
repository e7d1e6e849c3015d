import { Dictionary } from '../math/dictionary.ts';
import type { ClauseColumns, PackedTable, RequestTable, RowColumns } from './request-table.ts';

type Name = keyof PackedTable['names'];

/**
 * Rows `from` to `to` (exclusive) of a table as a table of their own, with only the names they use. Columns are views of
 * the table's where they need no change: neither of the two may be changed as long as the other is in use.
 */
export function tableRows(table: RequestTable, from: number, to: number): PackedTable {
  const firstClause = table.clauseStart(from);
  const clauseCount = table.clauseStart(to) - firstClause;
  const rows = views(table.rows, from, to);
  const names = Object.keys(table.names) as Name[];
  const used = names.map((name) => [name, new Dictionary()] as const);
  const numbered = used.map(([name, dictionary]) => {
    const { values } = table.names[name];
    const numbers = new Uint32Array(values.length);
    return [name, rows[name].map((known) => (known === 0 ? 0 : (numbers[known] ||= dictionary.add(values[known]!))))];
  });
  return {
    length: to - from,
    rows: {
      ...rows,
      ...(Object.fromEntries(numbered) as Pick<RowColumns, Name>),
      clauseEnd: rows.clauseEnd.map((end) => end - firstClause),
    },
    clauses: views(table.clauses, firstClause, firstClause + clauseCount),
    clauseCount,
    names: Object.fromEntries(used.map(([name, { values }]) => [name, values])) as PackedTable['names'],
  };
}

/** A packed table whose rows are said to stand in another source. All columns but that of the source are shared. */
export function inSource(table: PackedTable, source: number): PackedTable {
  return { ...table, rows: { ...table.rows, source: new Uint16Array(table.length).fill(source) } };
}

function views<C extends RowColumns | ClauseColumns>(columns: C, from: number, to: number): C {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.subarray(from, to)])) as C;
}
