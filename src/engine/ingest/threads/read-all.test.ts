import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readersOf } from './read-all.ts';

test('a large log has the processor of the thread that waits for its readers, and a small one does not start a thread for it', () => {
  const isOneMore = true;
  assert.equal(readersOf({ workers: 1, isOneMore }, 1e10), 2);
  assert.equal(readersOf({ workers: 1, isOneMore }, 5e8), 1);
});

test('as many threads read a large log as a person asked for', () => {
  assert.equal(readersOf({ workers: 3, isOneMore: false }, 1e10), 3);
  assert.equal(readersOf({ workers: 0 }, 1e10), 0);
});
