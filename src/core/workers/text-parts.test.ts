import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Source } from '../bytes/source.ts';
import type { TextJob } from './text-job.ts';
import { textParts } from './text-parts.ts';

const plain: Source = {
  path: 'a',
  file: 'a',
  container: 'file',
  compression: 'none',
  encoding: 'utf8',
  size: 1000,
};

function jobOf(offsets: readonly number[], sources: readonly Source[] = [plain]): TextJob {
  const templates = offsets.map((offset, n) => [n, [{ source: 0, offset, bytes: 10, part: 0 }]] as const);
  return { sources, mappings: [], templates };
}

const numbers = (parts: readonly TextJob[]): number[][] => parts.map((part) => part.templates.map(([n]) => n));

test('templates near each other in the log are in one part, each in exactly one', () => {
  assert.deepEqual(numbers(textParts(jobOf([500, 10, 400, 30, 20]), 2)), [
    [1, 4, 3],
    [2, 0],
  ]);
});

test('there are no empty parts, and no parts where one is asked for', () => {
  assert.deepEqual(numbers(textParts(jobOf([1, 2, 3, 4, 5]), 4)), [[0, 1], [2, 3], [4]]);
  assert.deepEqual(numbers(textParts(jobOf([3, 2, 1]), 1)), [[0, 1, 2]]);
  assert.deepEqual(numbers(textParts(jobOf([]), 3)), []);
});

test('a packed log is unpacked once, not once for each part', () => {
  const packed: Source = { ...plain, compression: 'gzip' };
  assert.equal(textParts(jobOf([3, 2, 1], [packed]), 3).length, 1);
  assert.equal(textParts(jobOf([3, 2, 1], [plain, packed]), 3).length, 3, 'no template is shown by the packed one');
});
