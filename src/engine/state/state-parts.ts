/** Which parts of which logs states hold, and whether that is all of them. */
import { InputError } from '../../reader/bytes/files/input-error.ts';
import type { Omission, Refusal, Source } from '../../reader/bytes/files/source.ts';
import { MAX_SOURCES, TOO_MANY_SOURCES } from '../../reader/bytes/sources/source-list.ts';
import type { Column, RowOf } from './block.ts';
import type { OpenStates } from './open-states.ts';
import { TO_THE_END } from './part-rows.ts';
import { TABLES, type TableSpec } from './tables.ts';

export type PartOfLog = RowOf<typeof TABLES.parts>;

/** A log with its parts in their order. */
export interface MappedLog {
  source: Source;
  /** What is wrong with the file as a whole, from the first map on that found something. */
  error?: string;
  note?: string;
  parts: PartOfLog[];
}

export interface MappedLogs {
  /** By their numbers. */
  logs: MappedLog[];
  refusals: Refusal[];
  omissions: Omission[];
}

export async function mappedLogs(states: OpenStates): Promise<MappedLogs> {
  const logs = new Map<string, MappedLog>();
  const heads = new Map<string, string>();
  const [refusals, omissions]: [Refusal[], Omission[]] = [[], []];
  await states.each('sources', (block, at) => {
    const row = rowAt(TABLES.sources, block, at);
    const { source: path, kind, bytes: size, head, error, note } = row;
    if (kind === 'omission') omissions.push({ path, note });
    else if (kind !== 'log') refusals.push({ path, size, error, kind: kind as Refusal['kind'] });
    else {
      const print = `${size} ${head}`;
      const known = logs.get(path);
      if (known === undefined) {
        heads.set(path, print);
        logs.set(path, { source: sourceOf(row), ...(error && { error }), ...(note && { note }), parts: [] });
      } else {
        if (heads.get(path) !== print) known.error ??= CHANGED;
        if (error) known.error ??= error;
        if (note) known.note ??= note;
      }
    }
  });
  const all = [...logs.values()];
  for (const { source } of all.splice(MAX_SOURCES)) {
    refusals.push({ path: source.path, size: source.size, error: TOO_MANY_SOURCES, kind: 'lost' });
    logs.delete(source.path);
  }
  await states.each('parts', (block, at) => {
    const row = rowAt(TABLES.parts, block, at);
    logs.get(row.source)?.parts.push(row);
  });
  for (const log of all) checkParts(log);
  return { logs: all, refusals, omissions };
}

const CHANGED = 'The file changed while its parts were being read. What was read is kept.';

/** Notes what is missing of a log. */
function checkParts(log: MappedLog): void {
  let from = 0;
  const gaps: string[] = [];
  for (const { start, end } of log.parts) {
    if (start < from || from === TO_THE_END) {
      throw new InputError(
        `${log.source.path}: Parts overlap from byte ${start} on. Split a log only once, into ranges that do not overlap.`,
      );
    }
    if (start > from) gaps.push(`from byte ${from} to ${start}`);
    from = end;
  }
  if (from !== TO_THE_END) gaps.push(`from byte ${from} to its end`);
  if (gaps.length === 0) return;
  log.error ??= `Part of this file is in none of the states: ${gaps.join(', ')}. Line numbers after it are too small.`;
}

function sourceOf({
  source: path,
  bytes: size,
  container,
  compression,
  encoding,
}: RowOf<typeof TABLES.sources>): Source {
  return {
    path,
    file: path,
    container: container as Source['container'],
    compression: compression as Source['compression'],
    encoding: encoding as Source['encoding'],
    size,
  };
}

/** The values of a row. */
function rowAt<S extends TableSpec>(
  spec: S,
  { columns }: { columns: { [C in keyof S['columns']]: Column } },
  row: number,
): RowOf<S> {
  const values = Object.keys(spec.columns).map((name) => [name, columns[name]![row]!]);
  return Object.fromEntries(values) as RowOf<S>;
}
