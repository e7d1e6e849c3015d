import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locationOf, request } from '../../../test/fixtures/requests.ts';
import { RequestTable } from '../table/request-table.ts';
import { LineRefs } from './line-refs.ts';

const table = new RequestTable();
for (const n of [0, 0, 1, 2]) table.add(request({}), locationOf(n));
for (let n = 0; n < 40; n++) table.add(request({}), locationOf(n, 1));
const refs = new LineRefs(table.finish(), ['a.jsonl', 'b.jsonl']);

test('rows become places, in the order given', () => {
  assert.deepEqual(refs.of([4, 2]), [
    { file: 'b.jsonl', line: 1, offset: 0, length: 99 },
    { file: 'a.jsonl', line: 2, offset: 100, length: 99 },
  ]);
});

test('several requests of one line are one line, and equal offsets of two files are two', () => {
  assert.equal(refs.of([0, 1]).length, 1);
  assert.equal(refs.of([0, 4]).length, 2);
});

test('at most twenty lines are shown', () => {
  assert.equal(refs.of(Array.from({ length: 40 }, (_, n) => n + 4)).length, 20);
  assert.deepEqual(refs.of([]), []);
});
