import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { tableRow } from '../../fields/table-row.ts';
import { setField } from '../../../../schema/set-field.ts';

/** How deep names of columns and rows are looked for: warehouses keep them in objects of their own. */
const MAX_DEPTH = 3;
/** What may be looked at for them. */
const MAX_VALUES = 200;
/** Most columns of a table in one value. */
const MAX_COLUMNS = 4096;

/** A list of names of columns stands under a word for it; so a list of row numbers is not taken for one. */
const COLUMNS = /col|field|head|meta|schema|rowtype|names/i;
const COLUMN_NAMES = ['name', 'Name', 'columnName', 'ColumnName', 'column_name'] as const;

/**
 * Rows of a table in one JSON value, where columns are named once and rows are lists: pandas (`orient="split"`), ClickHouse
 * (`JSONCompact`), Databricks, Snowflake, Kusto, InfluxDB. The rows as objects; undefined for what is no such table.
 */
export function namedRows(value: JsonObject): JsonObject[] | undefined {
  const found = { names: [] as (readonly string[])[], rows: [] as (readonly unknown[])[], left: MAX_VALUES };
  look(value, 0, found);
  for (const rows of found.rows) {
    const width = listOf(rows[0]).length;
    const names = found.names.find((list) => list.length === width);
    if (names !== undefined && rows.every((row) => Array.isArray(row) && row.length === width))
      return rows.map((row) => rowOf(names, listOf(row)));
  }
  return undefined;
}

/** A row as an object; values of columns that are known to hold JSON are parsed. */
function rowOf(names: readonly string[], cells: readonly unknown[]): JsonObject {
  const row: Record<string, unknown> = {};
  for (const [at, name] of names.entries()) setField(row, name, cells[at]);
  return tableRow(row);
}

interface Found {
  names: (readonly string[])[];
  rows: (readonly unknown[])[];
  left: number;
}

function look(value: JsonObject, depth: number, found: Found): void {
  for (const name in value) {
    if (found.left-- <= 0) return;
    const inner = value[name];
    if (Array.isArray(inner)) {
      if (Array.isArray(inner[0])) found.rows.push(inner);
      else if (COLUMNS.test(name)) addNames(inner, found);
    } else if (isObject(inner) && depth < MAX_DEPTH) {
      look(inner, depth + 1, found);
    }
  }
}

function addNames(list: readonly unknown[], found: Found): void {
  if (list.length < 2 || list.length > MAX_COLUMNS) return;
  const names = list.map((item) =>
    typeof item === 'string' ? item : COLUMN_NAMES.map((name) => textOf(objectOf(item)[name])).find(Boolean),
  );
  if (names.every((name) => name !== undefined) && new Set(names).size === names.length) found.names.push(names);
}

/**
 * Rows of a table that is kept column by column: lists of equal length, or objects with the same keys as pandas writes them by
 * default. Undefined for anything else.
 */
export function columnRows(value: JsonObject): JsonObject[] | undefined {
  const names = Object.keys(value);
  const columns = Object.values(value);
  const [first] = columns;
  if (names.length < 2 || names.length > MAX_COLUMNS) return undefined;
  if (Array.isArray(first)) {
    if (first.length === 0 || !columns.every((column) => listOf(column).length === first.length)) return undefined;
    return first.map((_, at) =>
      rowOf(
        names,
        columns.map((column) => listOf(column)[at]),
      ),
    );
  }
  if (!isObject(first)) return undefined;
  const keys = Object.keys(first);
  const isSame = (column: unknown): boolean =>
    isObject(column) && Object.keys(column).length === keys.length && keys.every((key) => Object.hasOwn(column, key));
  if (keys.length === 0 || !columns.every(isSame)) return undefined;
  return keys.map((key) =>
    rowOf(
      names,
      columns.map((column) => objectOf(column)[key]),
    ),
  );
}

/** Rows as the API of BigQuery gives them: `{"f":[{"v":...}]}` in the order of a schema that is next to them. */
export function bigQueryRows(value: JsonObject): JsonObject[] | undefined {
  const schema = value['schema'];
  if (!isObject(schema)) return undefined;
  const { fields } = schema;
  const rows = listOf(value['rows']);
  if (!Array.isArray(fields) || !Array.isArray(objectOf(rows[0])['f'])) return undefined;
  return rows.map((row) => tableRow(recordOf(row, fields)));
}

function recordOf(row: unknown, fields: readonly unknown[]): JsonObject {
  const cells = listOf(objectOf(row)['f']);
  return Object.fromEntries(
    fields.map(objectOf).map(({ name, mode, type, fields: inner }, at) => {
      const value = objectOf(cells[at])['v'];
      // Times are seconds with an exponent: 1.7724096E9.
      const plain = (item: unknown): unknown =>
        Array.isArray(inner) ? recordOf(item, inner) : type === 'TIMESTAMP' ? (numberOf(item) ?? item) : item;
      const items = mode === 'REPEATED' ? listOf(value).map((item) => plain(objectOf(item)['v'])) : plain(value);
      return [textOf(name) ?? '', items];
    }),
  );
}

/**
 * Rows as the API of Athena gives them: each value stands under the name of a type, and the first page begins with the names of the
 * columns (https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html).
 */
export function athenaRows(value: JsonObject): JsonObject[] | undefined {
  const { Rows: list, ResultSetMetadata: about } = objectOf(value['ResultSet'] ?? value);
  if (!Array.isArray(list) || !Array.isArray(objectOf(list[0])['Data'])) return undefined;
  const rows = list.map((row) => listOf(objectOf(row)['Data']).map((cell) => objectOf(cell)['VarCharValue']));
  const named = listOf(objectOf(about)['ColumnInfo']).map((column) => objectOf(column)['Name']);
  const names = (named.length > 0 ? named : (rows[0] ?? [])).map((name) => textOf(name) ?? '');
  const isHeader = names.every((name, at) => name === rows[0]?.[at]);
  return (isHeader ? rows.slice(1) : rows).map((row) => rowOf(names, row));
}

/** A search result of Elasticsearch that gives fields in place of documents: each field is a list of its values. */
export function fieldsOfHit(value: JsonObject): JsonObject | undefined {
  const fields = value['fields'];
  if (value['_index'] === undefined || value['_source'] !== undefined || !isObject(fields)) return undefined;
  const single = (list: unknown): unknown => (Array.isArray(list) && list.length === 1 ? (list as unknown[])[0] : list);
  return Object.fromEntries(Object.entries(fields).map(([name, list]) => [name, single(list)]));
}

/** A row as the API of CloudWatch Logs Insights gives it: a list of names and values. */
export function isFieldList(value: unknown): boolean {
  const first = objectOf(listOf(value)[0]);
  return typeof first['field'] === 'string' && 'value' in first;
}

export function fieldsOf(list: readonly unknown[]): JsonObject {
  return Object.fromEntries(list.map(objectOf).map(({ field, value }) => [textOf(field) ?? '', value]));
}

/** Lines of a label set as the API of Loki gives them: pairs of a time and the line. */
export function isLokiStream(value: unknown): boolean {
  const { stream, values } = objectOf(value);
  return isObject(stream) && Array.isArray(listOf(values)[0]);
}

export function linesOfStream(stream: unknown): unknown[] {
  return listOf(objectOf(stream)['values']).map((pair) => ({ time: listOf(pair)[0], log: listOf(pair)[1] }));
}

/** A message of Graylog's format: what a program adds has names with a line before them. */
export function fieldsOfGelf(value: JsonObject): JsonObject | undefined {
  const { short_message: message, version, host } = value;
  if (typeof message !== 'string' || version === undefined || host === undefined) return undefined;
  const { short_message: _, ...fields } = value;
  const added = Object.entries(fields).map(([name, item]): [string, unknown] => [name.replace(/^_/, ''), item]);
  return Object.fromEntries([...added, ['message', message]]);
}
