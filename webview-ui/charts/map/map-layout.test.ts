import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areasOf, isOpen, nextBox } from './map-layout.ts';

const BOX = { left: 10, top: 20, width: 400, height: 300 };

test('an area is as large as what it stands for, and none lies over another', () => {
  const weights = [5, 1, 8, 3, 3, 13, 2, 1, 0.5, 4];
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const areas = areasOf(weights, BOX);
  areas.forEach(({ width, height }, at) => {
    const expected = (BOX.width * BOX.height * weights[at]!) / whole;
    assert.ok(Math.abs(width * height - expected) < 1e-6 * expected, `area ${at}`);
  });
  for (const [at, a] of areas.entries()) {
    for (const b of areas.slice(at + 1)) {
      const wide = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
      const high = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
      assert.ok(wide < 1e-9 || high < 1e-9);
    }
  }
});

test('nothing, one thing and things without weight have areas too', () => {
  assert.deepEqual(areasOf([], BOX), []);
  assert.deepEqual(areasOf([3], BOX), [BOX]);
  assert.ok(areasOf([0, 0, 0], BOX).every(({ width, height }) => Number.isFinite(width * height)));
});

test('an arrow key moves to what lies there, and stays at the edge', () => {
  const areas = areasOf([1, 1, 1, 1], { left: 0, top: 0, width: 100, height: 100 });
  const at = areas.findIndex(({ left, top }) => left === 0 && top === 0);
  const right = nextBox(areas, at, [1, 0])!;
  assert.deepEqual([areas[right]!.left, areas[right]!.top], [50, 0]);
  const below = nextBox(areas, right, [0, 1])!;
  assert.deepEqual([areas[below]!.left, areas[below]!.top], [50, 50]);
  assert.equal(nextBox(areas, below, [1, 0]), undefined);
});

test('a topic too narrow for its name still shows its templates, one without room below its head does not', () => {
  assert.equal(isOpen({ ...BOX, width: 57 }), true);
  assert.equal(isOpen({ ...BOX, height: 50 }), false);
  assert.equal(isOpen({ ...BOX, width: 12 }), false);
});
