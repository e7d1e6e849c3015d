import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Source } from '../../../reader/bytes/files/source.ts';
import { planJobs } from './plan-jobs.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-plan-');

const LINE = '{"a":1}\n';
const RANGE = 8 * LINE.length;

/** Ranges of a log of so many lines, in the size of a usual range. */
async function rangesOf(lines: number): Promise<number[]> {
  const file = join(folder, `${lines}.jsonl`);
  writeFileSync(file, LINE.repeat(lines));
  const size = lines * LINE.length;
  const source: Source = { path: file, file, container: 'file', compression: 'none', encoding: 'utf8', size };
  const jobs = await planJobs([source], [], RANGE);
  return jobs.map(({ range = { start: 0, end: size } }) => (Math.min(range.end, size) - range.start) / RANGE);
}

test('ranges get larger further on in a log, to four times the size', async () => {
  const ranges = await rangesOf(8 * 140);
  assert.deepEqual(ranges.slice(0, 64), Array(64).fill(1));
  assert.deepEqual(ranges.slice(64, 96), Array(32).fill(2));
  assert.deepEqual(ranges.slice(96), [4, 4, 4]);
});

test('lines added to a log change no cut before them, so that everything known of it stays known', async () => {
  const long = await rangesOf(8 * 140);
  for (const lines of [7, 8, 9, 100, 8 * 70, 8 * 133]) {
    const ranges = await rangesOf(lines);
    assert.deepEqual(ranges.slice(0, -1), long.slice(0, ranges.length - 1), `${lines} lines`);
  }
});
