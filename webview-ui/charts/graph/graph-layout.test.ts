import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stack } from './graph-layout.ts';

test('nodes fill the height, do not overlap, and each has room for its name', () => {
  const nodes = stack([1000, 10, 0], 300);
  nodes.forEach((node, index) => {
    const next = nodes[index + 1];
    assert.ok(node.slot >= 18 && node.size >= 2 && node.size <= node.slot);
    if (next) assert.ok(node.y + node.size <= next.y);
  });
  assert.ok(Math.abs(nodes.reduce((sum, { slot }) => sum + slot, 0) - 300) < 1e-9);
  assert.ok(nodes[0]!.size > 5 * nodes[1]!.size, 'the larger value has the larger node');
});

test('more nodes than fit are drawn all the same', () => {
  assert.ok(stack(new Array<number>(40).fill(1), 300).every(({ y, size }) => y >= 0 && y + size <= 300.001));
});
