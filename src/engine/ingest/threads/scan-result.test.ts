import assert from 'node:assert/strict';
import test from 'node:test';
import type { Source } from '../../../reader/bytes/files/source.ts';
import { ProgressBoard } from '../jobs/progress-board.ts';
import { type ReadJob, runReadJob } from '../jobs/read-job.ts';
import { ScanResult } from './scan-result.ts';

/** A log whose text is there already: so many requests. */
function jobOf(number: number, requests: number): ReadJob {
  const path = `${number}.jsonl`;
  const source: Source = { path, file: path, container: 'file', compression: 'gzip', encoding: 'utf8', size: 10 };
  const line = (n: number): string =>
    JSON.stringify({
      call_type: 'acompletion',
      model: 'm',
      startTime: n,
      metadata: {},
      messages: [{ role: 'user', content: `q${n}` }],
    });
  const text = Buffer.from(Array.from({ length: requests }, (_, n) => `${line(n)}\n`).join(''));
  const memory = new SharedArrayBuffer(text.length);
  text.copy(Buffer.from(memory));
  return {
    number,
    source,
    mappings: [],
    range: { start: 0, end: Infinity },
    text: { memory, bytes: text.length, packedBytes: 10 },
  };
}

test('rows read before a stop stand, also where some before them are missing', async () => {
  const jobs = [jobOf(0, 5), jobOf(1, 3), jobOf(2, 4)];
  const result = new ScanResult(
    jobs.map(({ source }) => source),
    jobs,
  );
  for (const index of [2, 1]) {
    const job = jobs[index]!;
    result.add({ index, part: 0, isLast: true, job }, await runReadJob(job, new ProgressBoard()));
  }
  assert.equal(result.table.length, 0, 'it waits for what stands before it');
  result.finish();
  assert.equal(result.partial, true);
  assert.deepEqual(
    result.counts.map(({ requests, lines }) => [requests, lines]),
    [
      [0, 0],
      [3, 3],
      [4, 4],
    ],
  );
  assert.deepEqual([...result.table.rows.source.subarray(0, 7)], [1, 1, 1, 2, 2, 2, 2]);
});
