import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markLabels } from './mark-labels.ts';

const numbers = (places: readonly number[]): string[] =>
  markLabels(places, (index) => String(index + 1)).map(({ text }) => text);

test('marks that are far apart have a label each, where they stand', () => {
  assert.deepEqual(
    markLabels([10, 100], (index) => String(index + 1)),
    [
      { text: '1', x: 10 },
      { text: '2', x: 100 },
    ],
  );
});

test('two close marks are no number of two digits', () => {
  assert.deepEqual(numbers([100, 109]), ['1, 2']);
  assert.deepEqual(numbers([100, 100]), ['1, 2']);
});

test('more than two share a span', () => {
  assert.deepEqual(numbers([100, 105, 110, 115]), ['1–4']);
});

test('no label touches another, however close the marks are', () => {
  const places = Array.from({ length: 50 }, (_, index) => index ** 1.6);
  const labels = markLabels(places, (index) => String(index + 1));
  assert.ok(labels.length > 5, 'they are not all one');
  labels.slice(1).forEach(({ text, x }, at) => {
    const before = labels[at]!;
    assert.ok(x - text.length * 3.5 > before.x + before.text.length * 3.5, `${before.text} touches ${text}`);
  });
});
