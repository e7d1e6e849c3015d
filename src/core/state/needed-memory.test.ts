import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMemory, givenMemory, neededMemory } from './needed-memory.ts';

const size = { requests: 13_000_000, texts: 4_000_000, clauses: 40_000_000 };
const logs = new Map([
  ['small', 1],
  ['large', 12_000_000],
]);

test('what does not fit is said before it begins, with the sizes and the largest logs', () => {
  const needed = neededMemory(size);
  checkMemory(size, needed, logs);
  assert.throws(
    () => checkMemory(size, needed - 1, logs),
    /needs about 1\.3 GB of memory, and 1\.3 GB are available\. The states hold 13,000,000 requests \(0\.8 GB\), 40,000,000 clauses \(0\.2 GB\), 4,000,000 different texts \(0\.1 GB\)\. Most requests are in large \(12,000,000\), small \(1\)\. Write one report per product or period, which loses what links accounts across them, or run finish on a larger machine\./,
  );
});

test('the memory of a machine is some of it, with or without a limit', () => {
  assert.ok(givenMemory() > 64e6);
});
