import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allocate, buffersOf, compact, copyRows, discard, LARGE, numbersBelow, resize } from './columns.ts';

const SPEC = { small: 'u8', large: 'f64' } as const;

test('new columns have the asked length, their number types, and zeros', () => {
  const columns = allocate(SPEC, 3);
  assert.deepEqual(columns, { small: new Uint8Array(3), large: new Float64Array(3) });
});

test('resizing keeps the rows in use, drops the others, and leaves the source alone', () => {
  const from = allocate(SPEC, 2);
  from.small.set([1, 2]);
  from.large.set([0.5, NaN]);
  const to = resize(SPEC, from, 1, 4);
  assert.deepEqual([...to.small], [1, 0, 0, 0]);
  assert.deepEqual([...to.large], [0.5, 0, 0, 0]);
  to.small[0] = 9;
  assert.equal(from.small[0], 1);
});

test('copied rows arrive in every column and nowhere else', () => {
  const from = allocate(SPEC, 4);
  from.small.set([1, 2, 3, 4]);
  from.large.set([10, 20, 30, 40]);
  const to = allocate(SPEC, 5);
  copyRows(SPEC, from, 1, 2, to, 2);
  assert.deepEqual([...to.small], [0, 0, 2, 3, 0]);
  assert.deepEqual([...to.large], [0, 0, 20, 30, 0]);
});

test('every column gives its buffer once, to be moved to another thread', () => {
  const columns = allocate(SPEC, 2);
  assert.deepEqual(buffersOf(columns), [columns.small.buffer, columns.large.buffer]);
});

test('columns that are let go are empty, also when two are views of one buffer', () => {
  const { buffer } = new Float64Array(LARGE / 8);
  const views = [new Uint8Array(buffer), new Uint8Array(buffer, 8)];
  discard(views.map((view) => view.buffer));
  assert.deepEqual(
    views.map(({ length }) => length),
    [0, 0],
  );
});

test('few rows are copied into one piece of memory, many into one a column', () => {
  const from = allocate(SPEC, LARGE);
  from.small.set([1, 2, 3]);
  from.large.set([10, 20, 30]);
  const few = compact(SPEC, from, 3);
  assert.deepEqual(
    [[...few.small], [...few.large]],
    [
      [1, 2, 3],
      [10, 20, 30],
    ],
  );
  assert.equal(buffersOf(few).length, 1);
  assert.equal(buffersOf(compact(SPEC, from, LARGE)).length, 2);
});

test('numbers take as few bytes as the largest of them needs', () => {
  const sizes = [1, 256, 257, 65_536, 65_537].map((most) => {
    const numbers = numbersBelow(most, 2);
    numbers[1] = most - 1;
    assert.equal(numbers[1], most - 1);
    return numbers.BYTES_PER_ELEMENT;
  });
  assert.deepEqual(sizes, [1, 1, 2, 2, 4]);
});
