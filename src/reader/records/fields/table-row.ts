import { type JsonObject, unpackJson } from './json.ts';
import { setField } from '../../../schema/set-field.ts';
import { readPython } from './python-literal.ts';
import { wordSet } from '../../../schema/words.ts';

/** Columns that hold JSON, or what Python prints for it. All others are kept as they are: a prompt may look like JSON. */
const JSON_COLUMNS: ReadonlySet<string> =
  wordSet(`messages conversation conversations conversation_a conversation_b traj
  info header state states metadata request response request_body response_body requestBody responseBody body
  properties tools attributes choices identity usage item log message @message jsonPayload`);

/** What exports add to names: `TimeGenerated [UTC]` in Azure's portal, `properties_s` in its older tables. */
const ADDED = /(?: \[UTC\]| \(UTC\)|(?<=^(?:properties|CallerIPAddress|resultSignature|durationMs))_[sdbgt])$/;

/** What people call the columns of a spreadsheet in German: `zeit`, `Zeit` or `ZEIT`. */
const GERMAN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    timestamp: ['zeit', 'zeitpunkt', 'zeitstempel', 'datum'],
    account: ['konto', 'benutzer', 'nutzer', 'anwender', 'kunde', 'kundennummer'],
    prompt: ['frage', 'anfrage', 'eingabe'],
    response: ['antwort', 'ausgabe'],
    model: ['modell'],
    session_id: ['sitzung'],
    ip: ['ip-adresse'],
  }).flatMap(([name, words]) =>
    words.flatMap((word) =>
      [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()].map((written) => [written, name] as const),
    ),
  ),
);

/** How databases write a missing value in a table of text. */
const NULL = String.raw`\N`;

/** A row of a table as the record it was before it became one. Empty cells are missing values. */
export function tableRow(cells: JsonObject): JsonObject {
  const row: Record<string, unknown> = {};
  let isSame = true;
  for (const column in cells) {
    const cell = cells[column];
    const name = nameOf(column);
    const value = cell === '' || cell === NULL ? null : JSON_COLUMNS.has(name) ? unpackCell(cell) : cell;
    if (isSame && name === column && value === cell) continue;
    if (isSame) copyUpTo(column, cells, row);
    isSame = false;
    setField(row, name, value);
  }
  return isSame ? cells : row;
}

/** Looked up by all columns of every row of every table. */
function nameOf(column: string): string {
  if (column.endsWith(']') || column.endsWith(')') || column.at(-2) === '_') return column.replace(ADDED, '');
  return GERMAN.get(column) ?? column;
}

/** The fields before this one. */
function copyUpTo(column: string, from: JsonObject, to: Record<string, unknown>): void {
  for (const name in from) {
    if (name === column) return;
    setField(to, name, from[name]);
  }
}

/** JSON, or what Python prints for it, in a cell that is known to hold such a value. */
export function unpackCell(cell: unknown): unknown {
  const value = unpackJson(cell);
  if (typeof value !== 'string' || !PRINTED.test(value)) return value;
  const plain = unpackJson(value.replace(ESCAPED, (_, letter: string) => LETTERS[letter] ?? letter));
  if (typeof plain !== 'string') return plain;
  const literal = readPython(value);
  return literal === undefined || value.slice(literal.end).trim() !== '' ? value : literal.value;
}

/** What Python prints for a list or a dictionary, whose keys are texts or numbers: Hive's and Java's maps have bare ones. */
const PRINTED = /^\s*(?:[[(]|\{\s*['"\d}bu])/;

/** Backslashes as ClickHouse and MySQL write them in tables with tabs: those of JSON come twice. */
const ESCAPED = /\\([^])/g;
const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', 0: '\0' };
