/** Lines read from their bytes give the same rows and counts as lines read as JSON values. */
import assert from 'node:assert/strict';
import { HeadFramer } from '../../../src/core/bytes/entries.ts';
import type { SourceCounts } from '../../../src/core/records/line-counts.ts';
import { RecordReader } from '../../../src/core/records/record-reader.ts';
import { QuickLines } from '../../../src/core/signals/quick/quick-lines.ts';
import { RequestTable, transfer } from '../../../src/core/signals/request-table.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { linesOf, sampleLogs } from '../seed-files.ts';

interface Reading {
  bytes: string;
  counts: SourceCounts;
}

function read(text: Buffer, isQuick: boolean): Reading {
  const table = new RequestTable();
  const quick = new QuickLines(table);
  const reader = new RecordReader(0, 'fuzz', (record, place) => {
    table.add(record, place);
    if (isQuick) quick.learn(record, place);
  });
  if (isQuick) reader.quick = quick;
  const framer = new HeadFramer(reader);
  framer.push(Buffer.from(text));
  framer.end();
  const packed = table.finish().pack();
  const columns = transfer(packed).map((buffer) => Buffer.from(buffer).toString('base64'));
  return { bytes: JSON.stringify([packed.names, columns]), counts: reader.counts() };
}

const SEEDS = linesOf(sampleLogs(/litellm/));

function run(input: Buffer): string {
  // Ordinary lines before it: the quick way begins with what it has learnt, and must not learn from what is broken.
  const text = Buffer.concat([SEEDS[0]!, BREAK, SEEDS[0]!, BREAK, input, BREAK, SEEDS[1] ?? SEEDS[0]!, BREAK]);
  const general = read(text, false);
  const quick = read(text, true);
  assert.deepEqual(quick.counts, general.counts);
  assert.equal(quick.bytes, general.bytes);
  const { records, rejected, skipped, reasons } = general.counts;
  return JSON.stringify([records, rejected, skipped, reasons.map(({ reason }) => reason)]);
}

const BREAK = Buffer.from('\n');

export const quickLines: FuzzTarget = {
  name: 'quick-lines',
  text: 'reading from bytes, against the general way',
  seeds: () => SEEDS,
  run,
};
