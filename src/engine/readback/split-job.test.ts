import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Source } from '../../reader/bytes/files/source.ts';
import type { MeaningJob } from './readback-job.ts';
import { isPacked, splitMeaningJob, splitPromptJob } from './split-job.ts';

const plain: Source = {
  path: 'a',
  file: 'a',
  container: 'file',
  compression: 'none',
  encoding: 'utf8',
  size: 1000,
};

function jobOf(offsets: readonly number[], sources: readonly Source[] = [plain]): MeaningJob {
  const templates = offsets.map(
    (offset, n) => [n, [{ source: 0, offset, bytes: 10, part: 0, unheard: false }], 1] as const,
  );
  return { sources, mappings: [], templates };
}

const numbers = (parts: readonly MeaningJob[]): number[][] => parts.map((part) => part.templates.map(([n]) => n));

test('templates near each other in the log are in one part, each in exactly one', () => {
  assert.deepEqual(numbers(splitMeaningJob(jobOf([500, 10, 400, 30, 20]), 2)), [
    [1, 4, 3],
    [2, 0],
  ]);
});

test('there are no empty parts, and no parts where one is asked for', () => {
  assert.deepEqual(numbers(splitMeaningJob(jobOf([1, 2, 3, 4, 5]), 4)), [[0, 1], [2, 3], [4]]);
  assert.deepEqual(numbers(splitMeaningJob(jobOf([3, 2, 1]), 1)), [[0, 1, 2]]);
  assert.deepEqual(numbers(splitMeaningJob(jobOf([]), 3)), []);
});

test('prompts that were read go with their templates', () => {
  const job = { ...jobOf([500, 10, 400]), prompts: ['a', undefined, 'c'] };
  assert.deepEqual(
    splitMeaningJob(job, 2).map(({ prompts }) => prompts),
    [[undefined, 'c'], ['a']],
  );
});

test('each part of a packed log is unpacked for one thread, and all of it for one where no place to begin at is known', () => {
  const packed: Source = { ...plain, compression: 'gzip' };
  const job = jobOf([30, 500, 10, 900], [packed]);
  assert.ok(isPacked(job));
  assert.ok(!isPacked(jobOf([1], [plain, packed])), 'no template is shown by the packed one');
  const locations = job.templates.flatMap(([, own]) => own);
  const point = { offset: 400, byte: 5, bit: 0, window: new Uint8Array() };
  const marked = { ...job, restarts: new Map([[0, [point]]]) };
  assert.deepEqual(
    splitPromptJob(marked, locations, 2).map(({ numbers }) => numbers),
    [[2, 0, 1], [3]],
  );
  assert.deepEqual(
    splitPromptJob(job, locations, 2).map(({ numbers }) => numbers),
    [[2, 0, 1, 3]],
  );
});
