import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OpenStates } from './open-states.ts';
import { TextNumbers } from './text-numbers.ts';

/** Texts 10, 20, 30 and 40 of 2, 0, 1 and 1 clauses. */
const TEXTS = { text: [10, 20, 30, 40], system: [0, 0, 7, 0], clauses: [2, 0, 1, 1] };
const CLAUSES = { text: [10, 10, 30, 40], hash: [101, 102, 301, 401], letters: [1, 2, 3, 4] };

function states(clauses: Record<string, number[]> = CLAUSES): OpenStates {
  const tables: Partial<Record<string, Record<string, number[]>>> = { texts: TEXTS, clauses };
  return {
    reading: { accountBy: null, lineBytes: 1, unpackRatio: 1, mappings: [], secret: '' },
    thinned: false,
    // As where several states have the same texts.
    rows: (name) => 2 * (tables[name]?.['text']?.length ?? 0),
    each: (name, take) => {
      const columns = tables[name]!;
      const length = columns['text']!.length;
      for (let row = 0; row < length; row++) take({ length, columns } as never, row);
      return Promise.resolve();
    },
    eachRows: () => Promise.reject(new Error('Texts are numbered one by one.')),
    sample: () => Promise.reject(new Error('Numbering texts samples nothing.')),
  };
}

test('texts are numbered as requests name them, and have their clauses under these numbers', async () => {
  const numbers = await TextNumbers.read(states());
  assert.deepEqual(
    [30, 0, 10, 30, 20, 10].map((key) => numbers.of(key)),
    [1, 0, 2, 1, 3, 2],
  );
  const pool = await numbers.pool(states());
  assert.equal(pool.length, 4, 'a text of no request is left out');
  assert.deepEqual([...pool.texts.key], [0, 30, 10, 20]);
  assert.deepEqual([...pool.texts.system], [0, 7, 0, 0]);
  assert.deepEqual([...pool.clausesOf(1)], [301]);
  assert.deepEqual([...pool.clausesOf(2)], [101, 102]);
  assert.deepEqual([...pool.clausesOf(3)], []);
  assert.deepEqual([...pool.clauses.letters], [3, 1, 2]);
});

test('texts and clauses that do not belong together are refused', async () => {
  const numbers = await TextNumbers.read(states());
  assert.throws(() => numbers.of(15), /a request has a text that is in none of them/);
  numbers.of(10);
  const wrong: Record<string, number[]>[] = [
    { text: [10], hash: [101], letters: [1] },
    { text: [10, 10, 10, 30], hash: [101, 102, 103, 301], letters: [1, 2, 3, 4] },
    { text: [10, 10, 25, 40], hash: [101, 102, 251, 401], letters: [1, 2, 3, 4] },
    { text: [10, 10, 30, 50], hash: [101, 102, 301, 501], letters: [1, 2, 3, 4] },
  ];
  for (const clauses of wrong) await assert.rejects(numbers.pool(states(clauses)), /the clauses do not belong/);
});
