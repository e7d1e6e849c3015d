/** Reads logs from their bytes and in the general way, which must come to the same. */
import assert from 'node:assert/strict';
import { SniffingFramer } from '../../src/reader/bytes/framing/read-entries.ts';
import type { SourceCounts } from '../../src/reader/records/reading/line-counts.ts';
import { RecordReader } from '../../src/reader/records/reading/record-reader.ts';
import { FastReader } from '../../src/engine/ingest/fast/fast-reader.ts';
import { RequestTable, transfer } from '../../src/engine/table/request-table.ts';

interface Reading {
  /** Every byte of the finished table, and what waits to be joined. */
  bytes: string;
  counts: SourceCounts;
  /** Requests that the general reader has read. */
  general: number;
  requests: number;
  facts: unknown;
}

function read(log: Buffer, isFast: boolean): Reading {
  const table = new RequestTable();
  const fast = new FastReader(table);
  let general = 0;
  const reader = new RecordReader(0, 'a.jsonl', (record, place) => {
    table.add(record, place);
    general++;
    if (isFast) fast.noteGeneral();
  });
  if (isFast) reader.byteReader = fast;
  const framer = new SniffingFramer(reader);
  framer.push(Buffer.from(log));
  framer.end();
  const finished = table.finish();
  // Where a request stands by itself is known of what was read from bytes alone.
  finished.rows.begin.fill(0);
  finished.rows.size.fill(0);
  const packed = finished.pack();
  const columns = transfer(packed).map((buffer) => Buffer.from(buffer).toString('base64'));
  const bytes = JSON.stringify([
    packed.length,
    packed.names,
    [packed.facts?.names, packed.facts?.titles],
    columns,
    reader.pieces,
  ]);
  return { bytes, counts: reader.counts(), general, requests: table.length, facts: [...finished.facts] };
}

/** Reads a log both ways; gives the counts of its lines and the share of its requests that was read from bytes. */
export function readBothWays(log: Buffer, what: string): { counts: SourceCounts; share: number; facts: unknown } {
  const fast = read(log, true);
  const general = read(log, false);
  assert.deepEqual(fast.counts, general.counts, what);
  assert.deepEqual(fast.facts, general.facts, what);
  assert.equal(fast.bytes, general.bytes, what);
  return { counts: general.counts, facts: general.facts, share: 1 - fast.general / Math.max(1, fast.requests) };
}

/** Reads the log as it is and twice over, so that the second time everything is known; gives the share read from bytes. */
export function assertSame(log: Buffer, what: string): number {
  readBothWays(log, what);
  return readBothWays(Buffer.concat([log, Buffer.from('\n'), log]), what).share;
}

/** The line with another value at the path, whose steps are separated by dots. */
export function changed(line: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(line);
  const steps = path.split('.');
  const last = steps.pop()!;
  let at = copy as Record<string, unknown> | null | undefined;
  for (const step of steps)
    at = typeof at === 'object' && at !== null ? (at[step] as Record<string, unknown>) : undefined;
  if (typeof at === 'object' && at !== null) at[last] = value;
  return copy;
}

/** A value as loggers write it: as it is, with all letters beyond ASCII as escapes, or with blanks. */
export function written(value: unknown, way: 'plain' | 'ascii' | 'spaced'): string {
  const text = way === 'spaced' ? JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ') : JSON.stringify(value);
  return way === 'ascii'
    ? text.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : text;
}
