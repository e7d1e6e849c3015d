/** Text of very many or very long lines. What text that is made to be slow costs, `npm run bench:hostile` measures. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import zlib from 'node:zlib';
import { readTextEntries } from '../../src/reader/bytes/framing/read-entries.ts';
import { inspectLogs } from '../../src/report/inspect/inspect-log.ts';
import { RecordReader } from '../../src/reader/records/reading/record-reader.ts';
import { ScratchLog } from './scratch-log.ts';
import { filled } from '../fixtures/slow-texts.ts';

const scratch = new ScratchLog();
before(() => scratch.prepare());
after(() => scratch.remove());

const MB = 1 << 20;

test('all short lines are counted', () => {
  const reader = new RecordReader(0, 'x', () => undefined);
  readTextEntries(filled('x\n', MB), reader);
  const { lines, rejected } = reader.counts();
  assert.deepEqual([lines, rejected], [MB / 2, MB / 2]);
});

test('a small packed file of very many lines is looked at by its beginning', async () => {
  const packed = zlib.gzipSync(filled('x\n', 200 * MB), { level: 1 });
  const { inspections } = await inspectLogs([scratch.file('lines.gz', packed)]);
  const { complete, counts } = inspections[0]!;
  assert.equal(complete, false);
  assert.ok(counts.lines >= 200_000 && counts.lines < 2_000_000, String(counts.lines));
});

test('a small packed file of one very long line is looked at by its beginning', async () => {
  const packed = zlib.gzipSync(filled('x', 200 * MB), { level: 1 });
  const { inspections } = await inspectLogs([scratch.file('line.gz', packed)]);
  assert.equal(inspections[0]!.complete, false);
});
