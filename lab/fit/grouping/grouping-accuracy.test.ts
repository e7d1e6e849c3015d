import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupingOf } from './grouping-accuracy.ts';

test('the true groups under other names are all right', () => {
  assert.deepEqual(groupingOf(['a', 'a', 'b', 'b'], [7, 7, 3, 3]), {
    requests: 4,
    accuracy: 1,
    pairF1: 1,
    templates: 2,
    groups: 2,
  });
});

test('one request in a wrong group makes both groups wrong, and pairs tell how wrong', () => {
  const { accuracy, pairF1 } = groupingOf(['a', 'a', 'a', 'b', 'b', 'c'], [1, 1, 2, 2, 2, 3]);
  assert.equal(accuracy, 1 / 6);
  assert.equal(pairF1, (2 * 2) / (4 + 4));
});

test('a request without a group stands alone, and one without a true template does not count', () => {
  const { requests, accuracy, groups } = groupingOf(['a', 'a', undefined, 'b'], [undefined, undefined, 5, undefined]);
  assert.deepEqual([requests, accuracy, groups], [3, 1 / 3, 3]);
});
