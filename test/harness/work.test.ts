import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workOf } from './work.ts';

function pairs(n: number): number {
  let sum = 0;
  for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) sum += a * b;
  return sum;
}

test('work is counted by the blocks that are entered, and hardly anything else', async () => {
  const once = await workOf(() => pairs(100));
  assert.ok(Math.abs((await workOf(() => pairs(100))) - once) < 200);
  assert.ok(once > 10_000 && once < 11_000, String(once));
  assert.ok((await workOf(() => pairs(200))) > 3.9 * once);
});
